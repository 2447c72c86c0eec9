package io.aromabridge.simulator.mqtt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt to connect. After each refusal the wait doubles, up to 5 s: a wrong
 * password does not become right by trying often, and each attempt is a line in the broker's log.
 *
 * @param delay more than zero; up to a quarter of a wait is added by chance, so that a fleet does not come back in one
 *     instant
 * @param random the chance; asked on the network thread only
 */
public record ReconnectBackoff(Duration delay, RandomGenerator random) {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** From here on doubling changes nothing: the shortest delay of 1 ns is more than the longest by then. */
    private static final int MOST_DOUBLINGS = 33;

    /** Throws {@link IllegalArgumentException} for a delay that is not positive. */
    public ReconnectBackoff {
        if (delay.isNegative() || delay.isZero()) {
            throw new IllegalArgumentException("reconnect delay " + delay + ": it must be more than zero");
        }
    }

    /**
     * The next wait.
     *
     * @param refusals how often it was refused since it was connected last; 0 after a plain outage
     */
    Duration next(int refusals) {
        Duration wait = delay;
        if (refusals > 1 && delay.compareTo(LONGEST) < 0) {
            Duration grown = delay.multipliedBy(1L << Math.min(refusals - 1, MOST_DOUBLINGS));
            wait = grown.compareTo(LONGEST) < 0 ? grown : LONGEST;
        }
        return wait.plusNanos(random.nextLong(wait.toNanos() / 4 + 1));
    }
}
