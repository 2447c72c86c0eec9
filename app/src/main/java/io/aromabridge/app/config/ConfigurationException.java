package io.aromabridge.app.config;

import io.aromabridge.app.config.schema.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong in it. The message has one line for each. */
public final class ConfigurationException extends Exception {
    private final transient List<Problem> problems;

    ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** At least one: first those in the file, in its order, then those of the environment and of the flags. */
    public List<Problem> problems() {
        return problems;
    }
}
