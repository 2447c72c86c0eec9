package io.aromabridge.testkit;

import java.time.Duration;

/**
 * How long a testbed waits.
 *
 * @param factor by which every bound of a wait is stretched, more than 0: 3 for a
 *     machine that is slow, less than 1 so that claims fail sooner
 * @param settle how long {@code exactlyOnce} goes on looking after the last arrival; not stretched
 */
public record Patience(double factor, Duration settle) {
    /** The environment variable that gives the factor where it is not set. */
    public static final String VARIABLE = "TESTBED_TIMEOUT";

    private static final Duration USUAL = Duration.ofSeconds(5);
    private static final Duration SETTLE = Duration.ofMillis(200);

    /** Throws {@link IllegalArgumentException} for a factor that is not more than 0. */
    public Patience {
        if (!(factor > 0 && factor <= 1000)) {
            throw new IllegalArgumentException(
                    "timeout factor " + factor + ": it must be more than 0, and at most 1000; 1 is usual");
        }
    }

    /** The usual one: 5 s, stretched by the environment variable {@code TESTBED_TIMEOUT} if it is set. */
    static Patience usually() {
        String factor = System.getenv(VARIABLE);
        return new Patience(factor == null ? 1 : parse(VARIABLE, factor), SETTLE);
    }

    /** The same with another factor. */
    Patience stretchedBy(double other) {
        return new Patience(other, settle);
    }

    /** The same with another settle time. */
    Patience settling(Duration other) {
        return new Patience(factor, other);
    }

    /**
     * A factor as a person writes it.
     *
     * @param name of the setting, for the message
     * @throws IllegalArgumentException if it is no number
     */
    public static double parse(String name, String factor) {
        try {
            return Double.parseDouble(factor);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + "=" + factor + ": expected a number such as 3, by which every wait is stretched", e);
        }
    }

    /** The bound of a wait without one of its own: 5 s, stretched. */
    public Duration usual() {
        return stretched(USUAL);
    }

    /** The bound of what a test does not claim but needs, such as a connection: the usual one, never less than 5 s. */
    Duration connecting() {
        return factor < 1 ? USUAL : usual();
    }

    /** A given bound, stretched. */
    public Duration stretched(Duration bound) {
        return Duration.ofNanos((long) (bound.toNanos() * factor));
    }
}
