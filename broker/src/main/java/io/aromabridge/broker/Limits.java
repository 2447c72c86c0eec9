package io.aromabridge.broker;

import java.time.Duration;

/**
 * What a listener puts up with. Whoever goes beyond is disconnected, with a line in the log.
 *
 * @param maxPacketBytes remaining length of one packet (MQTT 3.1.1, section 2.2.3), 1 to 268 435 455
 * @param maxClientIdBytes UTF-8 bytes of a client identifier, at least 23 (section 3.1.3.1)
 * @param maxTopicBytes UTF-8 bytes of a topic name or filter, at most 65 535
 * @param maxTopicLevels levels of a topic name or filter, 1 to 1000
 * @param connectTimeout from the TCP connection to the CONNECT packet, TLS handshake included
 * @param acknowledgeWithin how long an acknowledgement may be withheld; then the connection is closed, and a message
 *     that still waited for the tap or for room is not routed
 */
public record Limits(
        int maxPacketBytes,
        int maxClientIdBytes,
        int maxTopicBytes,
        int maxTopicLevels,
        Duration connectTimeout,
        Duration acknowledgeWithin) {
    private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofSeconds(10);

    /** 256 KiB, 256 bytes, 65 535 bytes, 64 levels, 10 s, 10 s. */
    public static final Limits DEFAULT = new Limits(256 * 1024, 256, 65_535, 64, Duration.ofSeconds(10));

    /** Throws {@link IllegalArgumentException} for a value outside the ranges above. */
    public Limits {
        check("maxPacketBytes", maxPacketBytes, 1, 268_435_455);
        check("maxClientIdBytes", maxClientIdBytes, 23, 65_535);
        check("maxTopicBytes", maxTopicBytes, 1, 65_535);
        check("maxTopicLevels", maxTopicLevels, 1, 1000);
        check("connectTimeout", connectTimeout);
        check("acknowledgeWithin", acknowledgeWithin);
    }

    /** With 10 s for acknowledgements. */
    public Limits(
            int maxPacketBytes, int maxClientIdBytes, int maxTopicBytes, int maxTopicLevels, Duration connectTimeout) {
        this(maxPacketBytes, maxClientIdBytes, maxTopicBytes, maxTopicLevels, connectTimeout, ACKNOWLEDGE_WITHIN);
    }

    private static void check(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " " + value + ": it must be more than 0");
        }
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " " + value + ": it must be " + min + " to " + max);
        }
    }
}
