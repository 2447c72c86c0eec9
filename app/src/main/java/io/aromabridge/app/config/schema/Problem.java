package io.aromabridge.app.config.schema;

import java.util.Comparator;

/**
 * One thing that is wrong in what a person wrote.
 *
 * @param origin where
 * @param path which setting, such as {@code bridge.cloud.port}; empty if it is about none
 * @param message what was given, the rule, and what to do instead
 */
public record Problem(Origin origin, String path, String message) {
    /** The order of the file; what is not in the file comes after it, in the order in which it was found. */
    static final Comparator<Problem> FILE_ORDER = Comparator.comparingInt(Problem::line)
            .thenComparingInt(problem -> problem.origin instanceof Origin.InFile place ? place.column() : 0);

    private int line() {
        return origin instanceof Origin.InFile place ? place.line() : Integer.MAX_VALUE;
    }

    /** One line: {@code aroma.yaml:12:5: bridge.cloud.port: 99999 is not a port; use 1 to 65535}. */
    @Override
    public String toString() {
        return origin.place() + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
