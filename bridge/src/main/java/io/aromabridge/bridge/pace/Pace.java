package io.aromabridge.bridge.pace;

import io.aromabridge.core.aws.AwsIotLimits;

/**
 * How fast one connection may send: so many messages and bytes in any second, whenever that second begins.
 *
 * @param messagesPerSecond PUBLISH packets, 1 to 100 000; 0 for any number
 * @param bytesPerSecond bytes of these packets, at least 1; 0 for any number
 */
public record Pace(int messagesPerSecond, int bytesPerSecond) {
    private static final int MOST_MESSAGES = 100_000;
    private static final int PERCENT_OF_QUOTA = 95;

    /** As fast as the other side acknowledges. */
    public static final Pace NONE = new Pace(0, 0);

    /**
     * Within the quotas of a connection to AWS IoT ({@link AwsIotLimits}): 95 messages, since the network pushes some
     * together on the way, and 512 KiB.
     */
    public static final Pace AWS_IOT = new Pace(
            AwsIotLimits.DEFAULT.publishesPerSecond() * PERCENT_OF_QUOTA / 100, AwsIotLimits.DEFAULT.bytesPerSecond());

    /** Throws {@link IllegalArgumentException} for a value out of its range. */
    public Pace {
        if (messagesPerSecond < 0 || messagesPerSecond > MOST_MESSAGES) {
            throw new IllegalArgumentException("pace of " + messagesPerSecond
                    + " messages a second: it must be 0 (any number) to " + MOST_MESSAGES);
        }
        if (bytesPerSecond < 0) {
            throw new IllegalArgumentException(
                    "pace of " + bytesPerSecond + " bytes a second: it must be 0 (any number) or more");
        }
    }

    /** For a log line: {@code at most 95 publishes/s and 512 KiB/s}. */
    @Override
    public String toString() {
        if (equals(NONE)) {
            return "as fast as they are acknowledged";
        }
        String messages = messagesPerSecond == 0 ? "" : messagesPerSecond + " publishes/s";
        String bytes = bytesPerSecond == 0 ? "" : size(bytesPerSecond) + "/s";
        return "at most " + messages + (messages.isEmpty() || bytes.isEmpty() ? "" : " and ") + bytes;
    }

    private static String size(int bytes) {
        int kibibyte = 1 << 10;
        return bytes % kibibyte == 0 ? bytes / kibibyte + " KiB" : bytes + " bytes";
    }
}
