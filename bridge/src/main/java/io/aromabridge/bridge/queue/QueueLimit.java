package io.aromabridge.bridge.queue;

/**
 * How much may wait for a link, as in the AWS IoT device SDK.
 *
 * @param size how many messages may wait, those in flight not counted; -1 for any number; 0 keeps nothing while the link
 *     is down, and lets everything pass while it is up
 * @param whenFull what goes when one more comes
 */
public record QueueLimit(int size, WhenFull whenFull) {
    /** 10 000 messages, then the oldest goes. */
    public static final QueueLimit DEFAULT = new QueueLimit(10_000, WhenFull.DROP_OLDEST);

    /** Throws {@link IllegalArgumentException} for a size below -1. */
    public QueueLimit {
        if (size < -1) {
            throw new IllegalArgumentException(
                    "queue size " + size + ": it must be -1 (any number), 0 (keep nothing) or more");
        }
    }

    /** For a log line. */
    @Override
    public String toString() {
        return switch (size) {
            case -1 -> "any number of messages";
            case 0 -> "no messages while the link is down";
            default ->
                "up to " + size + " messages, then the " + (whenFull == WhenFull.DROP_OLDEST ? "oldest" : "newest")
                        + " is dropped";
        };
    }
}
