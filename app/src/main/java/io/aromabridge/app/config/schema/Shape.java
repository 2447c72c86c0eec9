package io.aromabridge.app.config.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
     * @param rules what must hold between them
     */
    record Section(List<Key> keys, List<Rule> rules) implements Shape {
        /** Keeps its own copies. */
        public Section {
            keys = List.copyOf(keys);
            rules = List.copyOf(rules);
        }

        /** Without rules. */
        public static Section of(Key... keys) {
            return new Section(List.of(keys), List.of());
        }

        /** The same with rules. */
        public Section where(Rule... added) {
            return new Section(keys, List.of(added));
        }

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
}
