package io.aromabridge.core.health;

import java.util.Optional;

/**
 * One thing that must hold for the system to do its work: that messages move, not that sockets are open.
 *
 * @param name what is checked, in a word or two: {@code bridge queue}
 * @param problem what is wrong now, for a person; empty if nothing is. Quick, from any thread; never throws
 */
public record HealthCheck(String name, Problem problem) {
    /** Tells what is wrong now. */
    @FunctionalInterface
    public interface Problem {
        /** Empty if nothing is. */
        Optional<String> now();
    }
}
