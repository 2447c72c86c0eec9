package io.aromabridge.app.config.schema;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** An effective value, with its origin. */
public sealed interface Value {
    /** Where it comes from. */
    Origin origin();

    /**
     * A valid scalar.
     *
     * @param value as its type makes it
     * @param text as it was written
     */
    record One(Object value, String text, Origin origin) implements Value {}

    /** A list. */
    record Items(List<Value> items, Origin origin) implements Value {}

    /** A key that may be left out, and was. */
    record Nothing(Origin origin) implements Value {}

    /** Something wrong, which was reported. */
    record Invalid(Origin origin) implements Value {}

    /**
     * The values of a section, or of a map, by their names and in their order.
     *
     * @param path of the section, such as {@code bridge.cloud}
     */
    record Fields(String path, Map<String, Value> values, Origin origin) implements Value {
        /** Keeps its own copy. */
        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** The value of a key. Throws {@link IllegalArgumentException} for a key that the schema does not have. */
        public Value value(String name) {
            return Optional.ofNullable(values.get(name))
                    .orElseThrow(() -> new IllegalArgumentException("the schema has no key " + name));
        }

        /**
         * The value of a key, if it has a valid one.
         *
         * @param type the class that the key's {@link Type} makes; another throws {@link ClassCastException}
         */
        public <T> Optional<T> find(String name, Class<T> type) {
            return value(name) instanceof One one ? Optional.of(type.cast(one.value())) : Optional.empty();
        }

        /** Whether the value of a key is this one. */
        public boolean is(String name, Object wanted) {
            return value(name) instanceof One one && one.value().equals(wanted);
        }

        /** Whether a key has a value, be it valid or not. */
        public boolean has(String name) {
            return !(value(name) instanceof Nothing);
        }

        /** The things in a list, be they valid or not. */
        public List<Value> items(String name) {
            return value(name) instanceof Items items ? items.items() : List.of();
        }

        /**
         * Whether somebody gave a value, not the schema alone.
         *
         * @param name its path from here, such as {@code cloud.port}
         */
        public boolean isSet(String name) {
            int dot = name.indexOf('.');
            if (dot >= 0 && value(name.substring(0, dot)) instanceof Fields section) {
                return section.isSet(name.substring(dot + 1));
            }
            return has(name) && !value(name).origin().isDefault();
        }

        /** A problem with several keys together, placed at the first of them that somebody wrote. */
        public Problem problem(String message, String... names) {
            for (String name : names) {
                if (!value(name).origin().isDefault()) {
                    return new Problem(value(name).origin(), SchemaReader.join(path, name), message);
                }
            }
            return new Problem(origin, path, message);
        }
    }

    /**
     * Where a value comes from.
     *
     * @param place the most exact form, which begins the line of a problem: {@code aroma.yaml:12:5}
     * @param shown the short form: {@code aroma.yaml:12}, {@code environment AROMA_BROKER_PORT}, {@code --port-base}
     * @param line of a file, from 1; 0 outside of files
     * @param column in characters, from 1; 0 outside of files
     */
    record Origin(String place, String shown, int line, int column) {
        /** The schema's own value. */
        static final Origin DEFAULT = named("default");

        /** Something with a name. */
        public static Origin named(String name) {
            return new Origin(name, name, 0, 0);
        }

        /** A mark in a file, which the parser counts from 0; without one, the beginning. */
        static Origin in(Path file, Optional<Mark> mark) {
            int line = 1 + mark.map(Mark::getLine).orElse(0);
            int column = 1 + mark.map(Mark::getColumn).orElse(0);
            return new Origin(file + ":" + line + ":" + column, file + ":" + line, line, column);
        }

        /** Whether nobody gave the value. */
        boolean isDefault() {
            return equals(DEFAULT);
        }

        @Override
        public String toString() {
            return shown;
        }
    }
}
