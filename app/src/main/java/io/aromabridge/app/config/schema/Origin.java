package io.aromabridge.app.config.schema;

import java.nio.file.Path;

/** Where a value comes from. */
public sealed interface Origin {
    /**
     * A place in a file.
     *
     * @param file as it was named
     * @param line from 1
     * @param column from 1, in characters
     */
    record InFile(Path file, int line, int column) implements Origin {
        @Override
        public String place() {
            return file + ":" + line + ":" + column;
        }

        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /** Something with a name: {@code environment AROMA_BROKER_PORT}, {@code --port-base}. */
    record Named(String name) implements Origin {
        @Override
        public String place() {
            return name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The schema's own value. */
    record Default() implements Origin {
        @Override
        public String place() {
            return "default";
        }

        @Override
        public String toString() {
            return "default";
        }
    }

    /** The most exact form, which begins the line of a problem. */
    String place();

    /** Whether nobody gave the value. */
    default boolean isDefault() {
        return this instanceof Default;
    }
}
