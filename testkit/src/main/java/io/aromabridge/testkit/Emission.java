package io.aromabridge.testkit;

import java.time.Duration;
import java.util.Optional;

/**
 * A stretch of time in which a channel gave scent at one intensity, in the device's time. A command that replaces a
 * running one ends one emission and begins the next.
 *
 * @param channel 1 to 6
 * @param intensity percent, 1 to 100
 * @param from since the testbed's start (or its last reset)
 * @param to the same; empty while it lasts
 */
public record Emission(int channel, int intensity, Duration from, Optional<Duration> to) {
    private static final int FULL = 100;

    /** Begins the description of one: {@code emission(1).at(75).from(0).to(2000)}. At 100 %, from 0, lasting. */
    public static Emission emission(int channel) {
        return new Emission(channel, FULL, Duration.ZERO, Optional.empty());
    }

    /** The same at this intensity in percent. */
    public Emission at(int percent) {
        return new Emission(channel, percent, from, to);
    }

    /** The same, begun so many milliseconds after the start. */
    public Emission from(long millis) {
        return new Emission(channel, intensity, Duration.ofMillis(millis), to);
    }

    /** The same, ended so many milliseconds after the start. */
    public Emission to(long millis) {
        return endedAt(Duration.ofMillis(millis));
    }

    Emission endedAt(Duration end) {
        return new Emission(channel, intensity, from, Optional.of(end));
    }

    /** {@code channel 1 at 75 % from 0 ms to 2000 ms}. */
    @Override
    public String toString() {
        return "channel " + channel + " at " + intensity + " % from " + from.toMillis() + " ms "
                + to.map(end -> "to " + end.toMillis() + " ms").orElse("on");
    }
}
