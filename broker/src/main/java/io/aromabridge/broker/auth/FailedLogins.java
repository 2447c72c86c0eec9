package io.aromabridge.broker.auth;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Remembers who guesses passwords, and for how long its next wrong guess waits for the answer. A right password is never
 * delayed, so nobody is locked out by a neighbour behind the same address. Thread-safe.
 */
public final class FailedLogins {
    /** So many origins are remembered; of more, those forgotten are the ones that failed longest ago. */
    static final int MAX_ORIGINS = 10_000;

    /** Typing errors: these wait for nothing. */
    static final int FREE = 2;

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);
    /** 100 ms doubled so often is more than any allowed maximum. */
    private static final int MAX_DOUBLINGS = 16;

    private record Failures(int count, long last) {}

    // fixed
    private final LongSupplier nanoTime;

    // guarded by this
    private final Map<SourceNetwork, Failures> byOrigin = new LinkedHashMap<>();

    /** The clock of {@link System#nanoTime}, or a test's. */
    public FailedLogins(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * A login has failed.
     *
     * @param max the longest delay; zero for none
     * @return how long the answer should wait: nothing for the first two in a row, then 100 ms, doubled each time
     */
    public synchronized Duration failed(SourceNetwork origin, Duration max) {
        long now = nanoTime.getAsLong();
        Failures before = byOrigin.remove(origin);
        boolean goesOn = before != null && now - before.last < FORGOTTEN_AFTER.toNanos();
        int count = goesOn ? before.count + 1 : 1;
        if (byOrigin.size() == MAX_ORIGINS) {
            byOrigin.remove(byOrigin.keySet().iterator().next());
        }
        byOrigin.put(origin, new Failures(count, now));
        if (count <= FREE) {
            return Duration.ZERO;
        }
        Duration delay = FIRST.multipliedBy(1L << Math.min(count - FREE - 1, MAX_DOUBLINGS));
        return delay.compareTo(max) < 0 ? delay : max;
    }

    /** How many origins are remembered. */
    synchronized int origins() {
        return byOrigin.size();
    }
}
