package io.aromabridge.simulator.mqtt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt to connect.
 *
 * @param delay always, more than zero; up to a quarter of it is added by chance, so that a fleet does not come back in
 *     one instant
 * @param random the chance; asked on the network thread only
 */
public record Reconnect(Duration delay, RandomGenerator random) {
    /** Throws {@link IllegalArgumentException} for a delay that is not positive. */
    public Reconnect {
        if (delay.isNegative() || delay.isZero()) {
            throw new IllegalArgumentException("reconnect delay " + delay + ": it must be more than zero");
        }
    }

    /** The next wait. */
    Duration next() {
        return delay.plusNanos(random.nextLong(delay.toNanos() / 4 + 1));
    }
}
