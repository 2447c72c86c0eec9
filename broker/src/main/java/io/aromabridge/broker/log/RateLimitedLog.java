package io.aromabridge.broker.log;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Keeps a log readable, whatever strangers send: some lines at once, then one each second. The next one says how many
 * were left out. Thread-safe.
 */
public final class RateLimitedLog {
    static final int AT_ONCE = 20;
    static final long NANOS_PER_LINE = TimeUnit.SECONDS.toNanos(1);

    // fixed
    private final LongSupplier nanoTime;

    // guarded by this
    private int left = AT_ONCE;
    private long since;
    private long omitted;

    /** The clock of {@link System#nanoTime}, or a test's. */
    public RateLimitedLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /** Has the line written, unless there are too many; it must end with what it is given. */
    public void write(Consumer<String> line) {
        long before;
        synchronized (this) {
            long earned = (nanoTime.getAsLong() - since) / NANOS_PER_LINE;
            since += earned * NANOS_PER_LINE;
            left = (int) Math.min(AT_ONCE, left + earned);
            if (left == 0) {
                omitted++;
                return;
            }
            left--;
            before = omitted;
            omitted = 0;
        }
        line.accept(before == 0 ? "" : " (" + before + " lines like this one were left out before)");
    }
}
