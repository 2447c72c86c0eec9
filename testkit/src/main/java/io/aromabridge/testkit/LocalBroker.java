package io.aromabridge.testkit;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;

/**
 * The local broker of a testbed, and the test's own client there. A client of yours connects without any name, or with
 * {@link #userName()} and {@link #password()}; another password is refused.
 */
public final class LocalBroker {
    private final TestbedParts parts;
    private final Publisher publisher;

    LocalBroker(TestbedParts parts, Publisher publisher) {
        this.parts = parts;
        this.publisher = publisher;
    }

    /** The address: 127.0.0.1. */
    public String host() {
        return parts.local.host();
    }

    /** The port of MQTT over TCP. */
    public int port() {
        return parts.local.port();
    }

    /** Where MQTT over WebSocket is served: {@code ws://127.0.0.1:1234/mqtt}. */
    public String webSocketUrl() {
        return "ws://" + host() + ":" + webSocketPort() + TestbedParts.WEBSOCKET_PATH;
    }

    int webSocketPort() {
        return parts.broker.port(TestbedParts.WEBSOCKET);
    }

    /** The one user name. */
    public String userName() {
        return parts.local.login().orElseThrow().userName();
    }

    /** Its password, which depends on the seed. */
    public String password() {
        return parts.local.login().orElseThrow().password();
    }

    /** The same for our own Java clients. */
    public Endpoint endpoint() {
        return parts.local;
    }

    /**
     * Sends a diffuse command with QoS 1, once the shooter is connected.
     *
     * @throws IllegalArgumentException if no route brings it there
     * @throws IllegalStateException if the shooter does not connect in time
     */
    public Sent send(Shooter shooter, Shot shot) {
        return publisher.send(shooter, shot);
    }

    /** Publishes a text. */
    public Sent publish(String topic, String payload, QoS qos) {
        return publish(Message.of(topic, payload, qos));
    }

    /** Publishes a message. */
    public Sent publish(Message message) {
        return publisher.publish(message, message.topic() + " " + message.payload());
    }

    void unsubscribe() {
        publisher.unsubscribe();
    }

    /** Subscribes, so that it can be claimed what arrives; ends with the bed, or at its reset. */
    public Subscriber subscribe(String filter) {
        return publisher.subscribe(filter);
    }

    /** {@code local 127.0.0.1:1234}. */
    @Override
    public String toString() {
        return "local " + parts.local.address();
    }
}
