package io.aromabridge.bridge.client.paho;

import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.core.message.Message;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Paho's client over a transport of ours. */
final class PahoClient extends MqttAsyncClient {
    /** Paho wants an address; the transport has the real one. */
    static final String NO_ADDRESS = "tcp://link";

    /** Paho completes a QoS 0 publish a moment before it counts it as done. */
    private static final int SPARE_IN_FLIGHT = 1;

    private final PahoTransport transport;

    PahoClient(String clientId, PahoTransport transport, PahoThreads threads) throws MqttException {
        super(NO_ADDRESS, clientId, new MemoryPersistence(), threads, threads);
        this.transport = transport;
        setManualAcks(true);
    }

    @Override
    protected NetworkModule[] createNetworkModules(String address, MqttConnectOptions options) {
        return new NetworkModule[] {transport};
    }

    /** Of the link's CONNECT: MQTT 3.1.1 alone, without Paho's reconnect. */
    static MqttConnectOptions options(LinkSettings settings) {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setAutomaticReconnect(false);
        options.setCleanSession(settings.cleanSession());
        options.setKeepAliveInterval((int) settings.tuning().keepAlive().toSeconds());
        options.setMaxInflight(settings.tuning().inFlight() + SPARE_IN_FLIGHT);
        settings.endpoint().login().ifPresent(login -> {
            options.setUserName(login.userName());
            options.setPassword(login.password().toCharArray());
        });
        settings.will()
                .ifPresent(will -> options.setWill(
                        will.topic().value(),
                        will.payload().toBytes(),
                        will.qos().level(),
                        will.retained()));
        return options;
    }

    static MqttMessage message(Message message) {
        MqttMessage made = new MqttMessage(message.payload().toBytes());
        made.setQos(message.qos().level());
        made.setRetained(message.retained());
        return made;
    }
}
