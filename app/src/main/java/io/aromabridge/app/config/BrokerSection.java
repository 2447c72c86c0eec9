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
 * @param sysInterval between two updates of {@code $SYS}, whole seconds; zero for none
 * @param listeners beside {@code host:port} and the one for WebSocket
 */
public record BrokerSection(
        String host,
        int port,
        Optional<Path> passwordFile,
        Access access,
        int maxPacketSize,
        Limits limits,
        Duration sysInterval,
        Delivery delivery,
        Sessions sessions,
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

    /** What becomes of a client that publishes where it may not. */
    public enum DeniedPublish {
        DROP,
        DISCONNECT
    }

    /**
     * What the clients of a listener may do.
     *
     * @param allowAnonymous whether a client without user name may connect
     * @param aclFile in mosquitto's form; empty: that of the broker, and if that has none, users may do everything and
     *     anonymous clients nothing
     */
    public record Access(boolean allowAnonymous, Optional<Path> aclFile, DeniedPublish deniedPublish) {
        private static Access of(Fields fields) {
            return new Access(
                    fields.get("allow-anonymous", Boolean.class),
                    fields.find("acl-file", Path.class),
                    fields.get("denied-publish", DeniedPublish.class));
        }
    }

    /**
     * What one client or address may take, whatever listener it comes through.
     *
     * @param maxClientIdBytes 23 to 65 535
     * @param maxTopicLevels 1 to 1000
     * @param connectTimeout time a client has to send CONNECT
     * @param connections open at once; 0 for no limit
     * @param connectionsPerAddress the same for one IPv4 address or IPv6 /64 network
     * @param subscriptions of one client, at least 1
     * @param loginBytes of a user name, and of a password, 1 to 65 535
     * @param failedLoginDelay longest delay of the answer to a wrong password; may be zero
     */
    public record Limits(
            int maxClientIdBytes,
            int maxTopicLevels,
            Duration connectTimeout,
            int connections,
            int connectionsPerAddress,
            int subscriptions,
            int loginBytes,
            Duration failedLoginDelay) {
        private static Limits of(Fields broker) {
            Fields fields = broker.get("limits", Fields.class);
            return new Limits(
                    broker.get("max-client-id-bytes", Integer.class),
                    broker.get("max-topic-levels", Integer.class),
                    broker.get("connect-timeout", Duration.class),
                    fields.get("connections", Integer.class),
                    fields.get("connections-per-address", Integer.class),
                    fields.get("subscriptions", Integer.class),
                    fields.get("login-bytes", Integer.class),
                    fields.get("failed-login-delay", Duration.class));
        }
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
     * Where persistent sessions and retained messages are kept.
     *
     * @param folder of a durable kind; empty: {@code DATA/broker/sessions}
     */
    public record Sessions(Kind kind, Optional<Path> folder, Sync sync) {
        /** What becomes of them at the end of the process. */
        public enum Kind {
            /** They outlive it, in a file. */
            DURABLE,
            /** They end with it. */
            MEMORY
        }

        /** When the file is forced to the disk. */
        public enum Sync {
            /** Every few megabytes. */
            NEVER,
            /** Before anything is acknowledged. */
            ALWAYS
        }

        private static Sessions of(Fields fields) {
            return new Sessions(
                    fields.get("kind", Kind.class), fields.find("folder", Path.class), fields.get("sync", Sync.class));
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
            Access access,
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
                    Access.of(fields),
                    Math.toIntExact(fields.get("max-packet-size", Long.class)));
        }
    }

    static BrokerSection of(Fields fields) {
        return new BrokerSection(
                fields.get("host", String.class),
                fields.get("port", Integer.class),
                fields.find("password-file", Path.class),
                Access.of(fields),
                Math.toIntExact(fields.get("max-packet-size", Long.class)),
                Limits.of(fields),
                fields.get("sys-interval", Duration.class),
                Delivery.of(fields.get("delivery", Fields.class)),
                Sessions.of(fields.get("sessions", Fields.class)),
                WebSocket.of(fields.get("websocket", Fields.class)),
                fields.list("listeners", Fields.class).stream()
                        .map(Listener::of)
                        .toList());
    }
}
