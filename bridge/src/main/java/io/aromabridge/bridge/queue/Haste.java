package io.aromabridge.bridge.queue;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether writing is quick enough to be done on a thread that has other things to do: not for a while after it once took
 * long, as on a memory card that is busy. Used by one thread at a time.
 */
final class Haste {
    private static final long LONG_NANOS = Duration.ofMillis(20).toNanos();
    private static final long REST_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanos;
    private boolean resting;
    private long since;

    /**
     * Quick until it is found to be slow.
     *
     * @param nanos as {@link System#nanoTime}
     */
    Haste(LongSupplier nanos) {
        this.nanos = nanos;
    }

    boolean isAllowed() {
        if (resting && nanos.getAsLong() - since >= REST_NANOS) {
            resting = false;
        }
        return !resting;
    }

    /** Does it, and sees how long that takes. */
    void measure(Runnable writing) {
        long begin = nanos.getAsLong();
        writing.run();
        long end = nanos.getAsLong();
        if (end - begin >= LONG_NANOS) {
            resting = true;
            since = end;
        }
    }
}
