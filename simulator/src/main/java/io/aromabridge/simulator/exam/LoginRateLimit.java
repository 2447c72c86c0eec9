package io.aromabridge.simulator.exam;

import java.time.Duration;
import java.time.Instant;

/** How often one user may log in while an exam of theirs runs: ten times at once, then ten times a second. */
final class LoginRateLimit {
    private static final int BURST = 10;
    private static final Duration EACH = Duration.ofMillis(100);

    /** When all ten are there again. */
    private Instant full = Instant.MIN;

    /** Whether one more is allowed now; it counts if so. */
    boolean allows(Instant now) {
        Instant base = full.isAfter(now) ? full : now;
        if (Duration.between(now, base).compareTo(EACH.multipliedBy(BURST - 1)) > 0) {
            return false;
        }
        full = base.plus(EACH);
        return true;
    }
}
