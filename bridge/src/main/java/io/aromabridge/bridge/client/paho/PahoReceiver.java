package io.aromabridge.bridge.client.paho;

import io.aromabridge.bridge.link.Connection;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import java.net.ProtocolException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttMessage;

/** What Paho calls, on a thread of its own: each call is handed over. */
final class PahoReceiver implements MqttCallback {
    private final PahoConnection connection;
    private final Connection.Listener listener;

    PahoReceiver(PahoConnection connection, Connection.Listener listener) {
        this.connection = connection;
        this.listener = listener;
    }

    @Override
    public void messageArrived(String topic, MqttMessage packet) {
        Message message;
        try {
            message = new Message(
                    TopicName.of(topic),
                    Payload.owning(packet.getPayload()),
                    QoS.of(packet.getQos()),
                    packet.isRetained());
        } catch (IllegalArgumentException e) {
            ProtocolException broken =
                    new ProtocolException("received a PUBLISH that violates MQTT 3.1.1: " + e.getMessage());
            broken.initCause(e);
            connection.breakOff(broken);
            return;
        }
        int packetId = packet.getId();
        AtomicBoolean acknowledged = new AtomicBoolean();
        listener.received(message, () -> {
            if (message.qos() == QoS.AT_LEAST_ONCE && acknowledged.compareAndSet(false, true)) {
                connection.acknowledge(packetId);
            }
        });
    }

    @Override
    public void connectionLost(Throwable cause) {
        connection.lost(cause);
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // The publish has a listener of its own.
    }
}
