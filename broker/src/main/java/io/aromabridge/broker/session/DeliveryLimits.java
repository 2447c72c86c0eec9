package io.aromabridge.broker.session;

import java.time.Duration;

/**
 * How much may wait for one client. A message that comes when the queue is full is dropped and counted.
 *
 * @param window messages of QoS 1 and 2 that a client may leave unacknowledged before it is sent more, 1 to 65 535
 * @param queueMessages messages that wait for a client beside those in flight, at least 1
 * @param queueBytes bytes of topic and payload of these messages, at least 1
 * @param hold how long publishers are held back for a connected client whose queue is half full, zero or more. One
 *     that has not worked its queue off to a quarter by then is too slow for its publishers: they go on, and what does
 *     not fit into its queue is dropped
 */
public record DeliveryLimits(int window, int queueMessages, long queueBytes, Duration hold) {
    /** 100 in flight, 10 000 messages, 64 MiB, 2 s. */
    public static final DeliveryLimits DEFAULT = new DeliveryLimits(100, 10_000, 64L << 20, Duration.ofSeconds(2));

    /** Throws {@link IllegalArgumentException} for a value outside the ranges above. */
    public DeliveryLimits {
        if (window < 1 || window > 65_535) {
            throw new IllegalArgumentException("window " + window + ": it must be 1 to 65535");
        }
        if (queueMessages < 1 || queueBytes < 1) {
            throw new IllegalArgumentException(
                    "a queue of " + queueMessages + " messages, " + queueBytes + " bytes: it must hold at least 1");
        }
        if (hold.isNegative()) {
            throw new IllegalArgumentException("hold " + hold + ": it must not be negative");
        }
    }
}
