package io.aromabridge.broker.options;

import java.time.Duration;

/**
 * What a listener puts up with. Whoever goes beyond is disconnected or refused, with a line in the log; nobody else
 * notices.
 *
 * @param maxPacketBytes remaining length of one packet (MQTT 3.1.1, section 2.2.3), 1 to 268 435 455
 * @param maxClientIdBytes UTF-8 bytes of a client identifier, at least 23 (section 3.1.3.1)
 * @param maxTopicBytes UTF-8 bytes of a topic name or filter, at most 65 535
 * @param maxTopicLevels levels of a topic name or filter, 1 to 1000
 * @param connectTimeout from the TCP connection to the CONNECT packet, TLS handshake included
 * @param acknowledgeWithin how long an acknowledgement may be withheld; then the connection is closed, and a message
 *     that still waited for the tap or for room is not routed
 * @param maxConnections open connections of the whole broker beyond which this listener takes no more; 0 for no limit
 * @param maxConnectionsPerAddress the same for those from one IPv4 address or IPv6 /64 network; 0 for no limit
 * @param maxSubscriptions of one session, at least 1; SUBACK refuses what is beyond with 0x80
 * @param maxLoginBytes UTF-8 bytes of a user name, and bytes of a password, 1 to 65 535
 * @param failedLoginDelay longest delay of the answer to a wrong password, 0 to 1 h
 * @param deniedPublish what becomes of a client that publishes where it may not
 */
public record Limits(
        int maxPacketBytes,
        int maxClientIdBytes,
        int maxTopicBytes,
        int maxTopicLevels,
        Duration connectTimeout,
        Duration acknowledgeWithin,
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxSubscriptions,
        int maxLoginBytes,
        Duration failedLoginDelay,
        DeniedPublish deniedPublish) {
    /** What becomes of a client that publishes where it may not. */
    public enum DeniedPublish {
        /** The message is acknowledged and dropped, as mosquitto does it; MQTT 3.1.1 has no other answer. */
        DROP,
        /** The connection is closed, as AWS IoT does it. */
        DISCONNECT
    }

    private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofSeconds(10);
    private static final Duration MAX_DELAY = Duration.ofHours(1);

    /**
     * 256 KiB, 256 bytes, 65 535 bytes, 64 levels, 10 s, 10 s; any number of connections, 1000 subscriptions, 4 KiB, 5 s,
     * DROP.
     */
    public static final Limits DEFAULT = new Limits(256 * 1024, 256, 65_535, 64, Duration.ofSeconds(10));

    /** Throws {@link IllegalArgumentException} for a value outside the ranges above. */
    public Limits {
        check("maxPacketBytes", maxPacketBytes, 1, 268_435_455);
        check("maxClientIdBytes", maxClientIdBytes, 23, 65_535);
        check("maxTopicBytes", maxTopicBytes, 1, 65_535);
        check("maxTopicLevels", maxTopicLevels, 1, 1000);
        check("connectTimeout", connectTimeout);
        check("acknowledgeWithin", acknowledgeWithin);
        check("maxConnections", maxConnections, 0, Integer.MAX_VALUE);
        check("maxConnectionsPerAddress", maxConnectionsPerAddress, 0, Integer.MAX_VALUE);
        check("maxSubscriptions", maxSubscriptions, 1, Integer.MAX_VALUE);
        check("maxLoginBytes", maxLoginBytes, 1, 65_535);
        if (failedLoginDelay.isNegative() || failedLoginDelay.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException("failedLoginDelay " + failedLoginDelay + ": it must be 0 to 1 h");
        }
    }

    /** With 10 s for acknowledgements. */
    public Limits(
            int maxPacketBytes, int maxClientIdBytes, int maxTopicBytes, int maxTopicLevels, Duration connectTimeout) {
        this(maxPacketBytes, maxClientIdBytes, maxTopicBytes, maxTopicLevels, connectTimeout, ACKNOWLEDGE_WITHIN);
    }

    /** With the default's other values. */
    public Limits(
            int maxPacketBytes,
            int maxClientIdBytes,
            int maxTopicBytes,
            int maxTopicLevels,
            Duration connectTimeout,
            Duration acknowledgeWithin) {
        this(
                maxPacketBytes,
                maxClientIdBytes,
                maxTopicBytes,
                maxTopicLevels,
                connectTimeout,
                acknowledgeWithin,
                0,
                0,
                1000,
                4096,
                Duration.ofSeconds(5),
                DeniedPublish.DROP);
    }

    /** The same with other limits of connections. */
    public Limits withConnections(int inAll, int perAddress) {
        return with(inAll, perAddress, maxSubscriptions, maxLoginBytes, failedLoginDelay, deniedPublish);
    }

    /** The same with another number of subscriptions. */
    public Limits withSubscriptions(int max) {
        return with(maxConnections, maxConnectionsPerAddress, max, maxLoginBytes, failedLoginDelay, deniedPublish);
    }

    /** The same with other limits of logins. */
    public Limits withLogins(int maxBytes, Duration delay) {
        return with(maxConnections, maxConnectionsPerAddress, maxSubscriptions, maxBytes, delay, deniedPublish);
    }

    /** The same with another answer to who publishes where it may not. */
    public Limits withDeniedPublish(DeniedPublish answer) {
        return with(
                maxConnections, maxConnectionsPerAddress, maxSubscriptions, maxLoginBytes, failedLoginDelay, answer);
    }

    private Limits with(
            int connections, int perAddress, int subscriptions, int loginBytes, Duration delay, DeniedPublish answer) {
        return new Limits(
                maxPacketBytes,
                maxClientIdBytes,
                maxTopicBytes,
                maxTopicLevels,
                connectTimeout,
                acknowledgeWithin,
                connections,
                perAddress,
                subscriptions,
                loginBytes,
                delay,
                answer);
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
