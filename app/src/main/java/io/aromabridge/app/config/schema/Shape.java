package io.aromabridge.app.config.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What stands behind a key. */
public sealed interface Shape {
    /** One value. */
    record Scalar(Type type) implements Shape {}

    /** Any number of things of one shape. A list that is given replaces the default as a whole. */
    record ListOf(Shape item) implements Shape {}

    /** Values under keys that are themselves values of a type. */
    record MapOf(Type key, Type value) implements Shape {}

    /**
     * Named keys, in the order in which they are documented.
     *
     * @param keys no two with the same name
     * @param rules between them
     * @param presets other defaults under one name: what is written behind each key that has one there. If there are any,
     *     the first key is {@value #PRESET}, which takes these names, and a name alone may stand in the section's place
     */
    record Section(List<Key> keys, List<Rule> rules, Map<String, Map<String, String>> presets) implements Shape {
        /** The key that chooses the preset. */
        public static final String PRESET = "preset";

        /**
         * Every key that can be given alone, by its path ({@code bridge.cloud.port}): scalars, lists and maps, but not what
         * is inside a list.
         */
        public Map<String, Key> leaves() {
            Map<String, Key> leaves = new LinkedHashMap<>();
            for (Key key : keys) {
                if (key.shape() instanceof Section section) {
                    section.leaves().forEach((path, leaf) -> leaves.put(key.name() + "." + path, leaf));
                } else {
                    leaves.put(key.name(), key);
                }
            }
            return leaves;
        }
    }

    /**
     * A key of a section.
     *
     * @param name as it is written
     * @param fallback what counts if it is not given
     * @param doc one line for a person
     * @param alias another name, in files alone
     */
    record Key(String name, Shape shape, Fallback fallback, String doc, Optional<String> alias) {}

    /** What counts if a key is not given. */
    sealed interface Fallback {
        /** This text, as it would be written in YAML. */
        record Text(String yaml) implements Fallback {}

        /** No value: what happens then is said in a few words. */
        record Nothing(String note) implements Fallback {}

        /** The key must be given; the text shows how. */
        record Required(String example) implements Fallback {}
    }

    /** A rule between the keys of a section. Says nothing about a value that is wrong by itself. */
    @FunctionalInterface
    interface Rule {
        /**
         * Reports what breaks it.
         *
         * @param fields the section's effective values, in which some may be invalid
         */
        void check(Value.Fields fields, Consumer<Problem> problems);
    }
}
