package io.aromabridge.bridge.queue;

/**
 * How much may wait for a link, as in the AWS IoT device SDK.
 *
 * @param size how many messages may wait, those in flight not counted; -1 for any number; 0 keeps nothing while the link
 *     is down, and lets everything pass while it is up
 * @param bytes how many bytes of topics and payloads may wait, those in flight not counted; -1 for any number
 * @param whenFull what goes when one more comes
 */
public record QueueLimit(int size, long bytes, WhenFull whenFull) {
    /** 10 000 messages, then the oldest goes: for a queue in memory. */
    public static final QueueLimit DEFAULT = new QueueLimit(10_000, WhenFull.DROP_OLDEST);

    /** 100 000 messages and 256 MiB, then the oldest goes: for a durable queue. */
    public static final QueueLimit DURABLE_DEFAULT = new QueueLimit(100_000, 256L << 20, WhenFull.DROP_OLDEST);

    /** Throws {@link IllegalArgumentException} for a size below -1, and for bytes that are neither -1 nor positive. */
    public QueueLimit {
        if (size < -1) {
            throw new IllegalArgumentException(
                    "queue size " + size + ": it must be -1 (any number), 0 (keep nothing) or more");
        }
        if (bytes < -1 || bytes == 0) {
            throw new IllegalArgumentException("queue bytes " + bytes + ": it must be -1 (any number), 1 or more");
        }
    }

    /** A limit in messages only. */
    public QueueLimit(int size, WhenFull whenFull) {
        this(size, -1, whenFull);
    }

    /** The share of one of so many partitions, rounded up. */
    QueueLimit share(int partitions) {
        int count = size <= 0 ? size : (size - 1) / partitions + 1;
        return new QueueLimit(count, bytes < 0 ? bytes : (bytes - 1) / partitions + 1, whenFull);
    }

    private static String size(long bytes) {
        long mebibyte = 1L << 20;
        return bytes % mebibyte == 0 ? bytes / mebibyte + " MiB" : bytes + " bytes";
    }

    /** For a log line. */
    @Override
    public String toString() {
        if (size == 0) {
            return "no messages while the link is down";
        }
        String messages = size < 0 ? "any number of messages" : "up to " + size + " messages";
        String most = bytes < 0 ? messages : messages + " and " + size(bytes);
        return size < 0 && bytes < 0 && whenFull != WhenFull.KEEP_LATEST_PER_TOPIC
                ? most
                : most + ", then " + whenFull.text();
    }
}
