package io.aromabridge.app;

import java.nio.charset.StandardCharsets;
import java.util.Queue;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A user's program on Eclipse Paho. */
record PahoUser(MqttClient client) implements AutoCloseable {
    /**
     * Connects.
     *
     * @param server such as {@code tcp://127.0.0.1:1883}
     */
    static PahoUser connect(String server, String clientId, MqttConnectOptions options) throws MqttException {
        MqttClient client = new MqttClient(server, clientId, new MemoryPersistence());
        try {
            client.connect(options);
        } catch (MqttException e) {
            client.close();
            throw e;
        }
        return new PahoUser(client);
    }

    /** Publishes with QoS 1, and waits for PUBACK. */
    void publish(String topic, String text) throws MqttException {
        client.publish(topic, text.getBytes(StandardCharsets.UTF_8), 1, false);
    }

    /** Subscribes with QoS 1, and waits for SUBACK; the payloads go to the queue. */
    void subscribe(String filter, Queue<String> payloads) throws MqttException {
        client.subscribe(filter, 1, (topic, message) -> payloads.add(message.toString()));
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect();
        }
        client.close();
    }
}
