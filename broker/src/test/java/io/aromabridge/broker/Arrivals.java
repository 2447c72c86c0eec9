package io.aromabridge.broker;

import java.util.Queue;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttMessage;

/** What arrives at a client on Eclipse Paho that has not subscribed in this connection. */
record Arrivals(Queue<MqttMessage> received) implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
        received.add(message);
    }

    @Override
    public void connectionLost(Throwable cause) {
        // The test sees that nothing more arrives.
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // Each publish waits for it.
    }
}
