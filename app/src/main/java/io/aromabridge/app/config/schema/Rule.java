package io.aromabridge.app.config.schema;

import java.util.function.Consumer;

/** What must hold between the keys of a section. Says nothing about a value that is wrong by itself. */
@FunctionalInterface
public interface Rule {
    /**
     * Reports what does not hold.
     *
     * @param fields the section's effective values, in which some may be invalid
     * @param path of the section
     */
    void check(Fields fields, String path, Consumer<Problem> problems);
}
