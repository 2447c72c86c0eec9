package io.aromabridge.core.health;

import java.util.Optional;

/**
 * A condition of a working system: that messages move, not that sockets are open.
 *
 * @param name the part that is checked: {@code bridge queue}
 * @param problem the current problem, for people; called on any thread, must return quickly and never throw
 */
public record HealthCheck(String name, Problem problem) {
    /** Looks for the problem. */
    @FunctionalInterface
    public interface Problem {
        /** The current problem; empty if there is none. */
        Optional<String> now();
    }
}
