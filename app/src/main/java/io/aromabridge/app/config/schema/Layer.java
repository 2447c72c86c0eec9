package io.aromabridge.app.config.schema;

/**
 * A value for one key from outside the file.
 *
 * @param path of a leaf, such as {@code bridge.cloud.port}
 * @param text a scalar as it is, or a list or map in YAML; empty for no value
 * @param origin where it comes from
 * @param rank whom it overrides
 */
public record Layer(String path, String text, Origin origin, Rank rank) {
    /** Whom a layer overrides. The order of the constants is that of their strength. */
    public enum Rank {
        /** Only the default. */
        ABOVE_DEFAULT,
        /** The file too. */
        ABOVE_FILE
    }
}
