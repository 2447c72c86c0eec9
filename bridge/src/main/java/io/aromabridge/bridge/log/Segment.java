package io.aromabridge.bridge.log;

/** One file of the log, and how much of it is live. Changed by the log's writer only. */
public final class Segment {
    /** The longest name has all digits of a long; the names sort as the numbers do. */
    private static final String PREFIX = "segment-";

    private static final String SUFFIX = ".log";
    private static final int DIGITS = 19;

    private final long number;
    private long size;
    private int live;
    private long liveBytes;

    Segment(long number, long size) {
        this.number = number;
        this.size = size;
    }

    static String name(long number) {
        String digits = Long.toString(number);
        return PREFIX + "0".repeat(DIGITS - digits.length()) + digits + SUFFIX;
    }

    /** The number in the name of a segment, or in one that begins so; -1 for another file. */
    static long number(String name) {
        int end = PREFIX.length() + DIGITS;
        if (!name.startsWith(PREFIX) || name.length() < end + SUFFIX.length() || !name.startsWith(SUFFIX, end)) {
            return -1;
        }
        String digits = name.substring(PREFIX.length(), end);
        return digits.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(digits) : -1;
    }

    String name() {
        return name(number);
    }

    long number() {
        return number;
    }

    long size() {
        return size;
    }

    void size(long newSize) {
        size = newSize;
    }

    boolean empty() {
        return live == 0;
    }

    int live() {
        return live;
    }

    long liveBytes() {
        return liveBytes;
    }

    void keep(int bytes) {
        live++;
        liveBytes += bytes;
    }

    void release(int bytes) {
        live--;
        liveBytes -= bytes;
    }

    @Override
    public String toString() {
        return name();
    }
}
