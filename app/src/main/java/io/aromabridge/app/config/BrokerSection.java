package io.aromabridge.app.config;

import io.aromabridge.app.config.schema.Fields;
import java.nio.file.Path;
import java.time.Duration;
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
 */
public record BrokerSection(
        String host,
        int port,
        Optional<Path> passwordFile,
        boolean allowAnonymous,
        int maxPacketSize,
        int maxClientIdBytes,
        int maxTopicLevels,
        Duration connectTimeout) {

    static BrokerSection of(Fields fields) {
        return new BrokerSection(
                fields.get("host", String.class),
                fields.get("port", Integer.class),
                fields.find("password-file", Path.class),
                fields.get("allow-anonymous", Boolean.class),
                fields.get("max-packet-size", Integer.class),
                fields.get("max-client-id-bytes", Integer.class),
                fields.get("max-topic-levels", Integer.class),
                fields.get("connect-timeout", Duration.class));
    }
}
