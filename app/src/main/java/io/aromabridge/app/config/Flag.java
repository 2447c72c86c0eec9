package io.aromabridge.app.config;

/**
 * A value from the command line.
 *
 * @param path of the setting, such as {@code broker.port}
 * @param value as it would be in the environment: a scalar as it is, a list in YAML
 * @param option what gave it, such as {@code --port-base}
 * @param overDefaultOnly whether the file and the environment win over it
 */
public record Flag(String path, String value, String option, boolean overDefaultOnly) {
    /** One that wins over everything. */
    public static Flag of(String path, String value, String option) {
        return new Flag(path, value, option, false);
    }

    /** One that is only another default. */
    public static Flag insteadOfDefault(String path, String value, String option) {
        return new Flag(path, value, option, true);
    }
}
