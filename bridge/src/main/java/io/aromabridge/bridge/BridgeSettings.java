package io.aromabridge.bridge;

import io.aromabridge.bridge.client.ClientLibrary;
import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.queue.QueueSettings;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.certs.Endpoint;

/**
 * One bridge.
 *
 * @param name begins the names of its threads
 * @param cloud where the cloud is; for AWS IoT by name, with mutual TLS
 * @param clientId as what it connects to the cloud; no other client may use it there. With several connections they are
 *     {@code clientId-1}, {@code clientId-2}…
 * @param tuning times and sizes of its links
 * @param queue where messages wait for the cloud, and how many
 * @param routes what crosses
 * @param sending over how many connections to the cloud, how fast and in what order
 * @param client the library that connects to the cloud
 */
public record BridgeSettings(
        String name,
        Endpoint cloud,
        String clientId,
        LinkTuning tuning,
        QueueSettings queue,
        Routes routes,
        SendPolicy sending,
        ClientLibrary client) {
    /** Throws {@link IllegalArgumentException} for an empty name or client identifier. */
    public BridgeSettings {
        if (name.isBlank() || clientId.isEmpty()) {
            throw new IllegalArgumentException("a bridge needs a name and a client id");
        }
    }

    /** With our own client. */
    public BridgeSettings(
            String name,
            Endpoint cloud,
            String clientId,
            LinkTuning tuning,
            QueueSettings queue,
            Routes routes,
            SendPolicy sending) {
        this(name, cloud, clientId, tuning, queue, routes, sending, ClientLibrary.NETTY);
    }

    /** Over one connection, as fast as it can. */
    public BridgeSettings(
            String name, Endpoint cloud, String clientId, LinkTuning tuning, QueueSettings queue, Routes routes) {
        this(name, cloud, clientId, tuning, queue, routes, SendPolicy.DEFAULT);
    }

    /** With a queue in memory. */
    public BridgeSettings(
            String name, Endpoint cloud, String clientId, LinkTuning tuning, QueueLimit queue, Routes routes) {
        this(name, cloud, clientId, tuning, new QueueSettings.Memory(queue), routes);
    }

    /** With the usual name, times and sizes, and a queue in memory. */
    public static BridgeSettings of(Endpoint cloud, String clientId, Routes routes) {
        return new BridgeSettings("bridge", cloud, clientId, LinkTuning.DEFAULT, QueueLimit.DEFAULT, routes);
    }

    /** The same, sending otherwise. */
    public BridgeSettings with(SendPolicy otherwise) {
        return new BridgeSettings(name, cloud, clientId, tuning, queue, routes, otherwise, client);
    }

    /** The same with another client. */
    public BridgeSettings with(ClientLibrary otherwise) {
        return new BridgeSettings(name, cloud, clientId, tuning, queue, routes, sending, otherwise);
    }
}
