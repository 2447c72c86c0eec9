package io.aromabridge.app.config;

import io.aromabridge.app.config.schema.Fields;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The local broker.
 *
 * @param host address to bind
 * @param port 0 to 65535; 0 is any free port
 * @param passwordFile in mosquitto's form; empty: {@code DATA/broker/passwords}, made on first run
 * @param maxPacketSize 1024 to 268 435 456 bytes
 * @param maxClientIdBytes 23 to 65 535
 * @param maxTopicLevels 1 to 1000
 * @param connectTimeout time a client has to send CONNECT
 * @param sysInterval between two updates of {@code $SYS}, whole seconds; zero for none
 * @param listeners beside {@code host:port} and the one for WebSocket
 */
public record BrokerSection(
        String host,
        int port,
        Optional<Path> passwordFile,
        boolean allowAnonymous,
        int maxPacketSize,
        int maxClientIdBytes,
        int maxTopicLevels,
        Duration connectTimeout,
        Duration sysInterval,
        Delivery delivery,
        WebSocket webSocket,
        List<Listener> listeners) {
    /** What MQTT is carried in. */
    public enum Transport {
        TCP,
        WEBSOCKET
    }

    /** Whether a client shows a certificate. */
    public enum ClientCertificate {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    /**
     * What may wait for one client, whatever listener it came through.
     *
     * @param window messages of QoS 1 and 2 sent and not acknowledged yet, 1 to 65 535
     * @param queueMessages messages that wait beside those, at least 1
     * @param queueBytes bytes of these messages, at least 1024
     * @param hold longest time that publishers are held back for a slow client; may be zero
     */
    public record Delivery(int window, int queueMessages, long queueBytes, Duration hold) {
        private static Delivery of(Fields fields) {
            return new Delivery(
                    fields.get("window", Integer.class),
                    fields.get("queue-messages", Integer.class),
                    fields.get("queue-bytes", Long.class),
                    fields.get("hold", Duration.class));
        }
    }

    /**
     * MQTT over WebSocket, at the host and with the rules of the broker.
     *
     * @param port 0 to 65535; 0 is any free port
     * @param path begins with a slash
     */
    public record WebSocket(boolean enabled, int port, String path) {
        static WebSocket of(Fields fields) {
            return new WebSocket(
                    fields.get("enabled", Boolean.class),
                    fields.get("port", Integer.class),
                    fields.get("path", String.class));
        }
    }

    /** A server certificate with its key. */
    public record ServerCertificate(Path certificate, Path privateKey) {
        static ServerCertificate of(Fields fields) {
            return new ServerCertificate(fields.get("certificate", Path.class), fields.get("private-key", Path.class));
        }
    }

    /**
     * A further listener.
     *
     * @param name no two have the same
     * @param path for WebSocket only
     * @param certificates for TLS; empty: one of the development authority
     * @param clientCa empty: the development authority
     * @param maxPacketSize 1024 to 268 435 456 bytes
     */
    public record Listener(
            String name,
            String host,
            int port,
            Transport transport,
            String path,
            boolean tls,
            List<ServerCertificate> certificates,
            ClientCertificate clientCertificate,
            Optional<Path> clientCa,
            boolean allowAnonymous,
            int maxPacketSize) {
        static Listener of(Fields fields) {
            return new Listener(
                    fields.get("name", String.class),
                    fields.get("host", String.class),
                    fields.get("port", Integer.class),
                    fields.get("transport", Transport.class),
                    fields.get("path", String.class),
                    fields.get("tls", Boolean.class),
                    fields.list("certificates", Fields.class).stream()
                            .map(ServerCertificate::of)
                            .toList(),
                    fields.get("client-certificate", ClientCertificate.class),
                    fields.find("client-ca", Path.class),
                    fields.get("allow-anonymous", Boolean.class),
                    Math.toIntExact(fields.get("max-packet-size", Long.class)));
        }
    }

    static BrokerSection of(Fields fields) {
        return new BrokerSection(
                fields.get("host", String.class),
                fields.get("port", Integer.class),
                fields.find("password-file", Path.class),
                fields.get("allow-anonymous", Boolean.class),
                Math.toIntExact(fields.get("max-packet-size", Long.class)),
                fields.get("max-client-id-bytes", Integer.class),
                fields.get("max-topic-levels", Integer.class),
                fields.get("connect-timeout", Duration.class),
                fields.get("sys-interval", Duration.class),
                Delivery.of(fields.get("delivery", Fields.class)),
                WebSocket.of(fields.get("websocket", Fields.class)),
                fields.list("listeners", Fields.class).stream()
                        .map(Listener::of)
                        .toList());
    }
}
