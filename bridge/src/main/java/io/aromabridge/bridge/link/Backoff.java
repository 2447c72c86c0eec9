package io.aromabridge.bridge.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a link waits before it tries again: {@code min(2^n × base, max)}, made shorter by chance so that many links
 * do not come back in step. Jitter only shortens, so {@code max} is never passed.
 *
 * @param base before the second try; more than zero
 * @param max the longest wait; at least {@code base}
 * @param stable how long a link must have been online for the count to begin anew; zero or more
 * @param jitter the part of a wait that chance may take off, 0 to 1
 */
public record Backoff(Duration base, Duration max, Duration stable, double jitter) {
    /** 1 s, 32 s, 20 s as in the AWS IoT device SDK, with up to a fifth taken off. */
    public static final Backoff DEFAULT =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(32), Duration.ofSeconds(20), 0.2);

    /** Throws {@link IllegalArgumentException} for a value out of its range. */
    public Backoff {
        if (base.isNegative() || base.isZero()) {
            throw new IllegalArgumentException("back-off base " + base + ": it must be more than zero");
        }
        if (max.compareTo(base) < 0) {
            throw new IllegalArgumentException("back-off max " + max + ": it must be at least the base, " + base);
        }
        if (max.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("back-off max " + max + ": it must be at most a day");
        }
        if (stable.isNegative()) {
            throw new IllegalArgumentException("back-off stable time " + stable + ": it must be zero or more");
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("back-off jitter " + jitter + ": it must be 0 to 1");
        }
    }

    /**
     * The wait after a failure.
     *
     * @param attempt failures in a row before this one, from 0
     */
    public Duration delay(int attempt, RandomGenerator random) {
        long maxNanos = max.toNanos();
        int doublings = Math.min(attempt, Long.SIZE - 2);
        // Compared by shifting the limit down, because shifting the base up could overflow.
        long nanos = base.toNanos() > maxNanos >> doublings ? maxNanos : base.toNanos() << doublings;
        return Duration.ofNanos((long) (nanos * (1 - jitter * random.nextDouble())));
    }
}
