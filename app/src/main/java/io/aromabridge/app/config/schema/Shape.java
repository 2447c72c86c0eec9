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
     * @param presets other defaults under one name: what is written behind each key that has one there. If there are any,
     *     the first key is {@value #PRESET}, which takes these names, and a name alone may stand in the section's place
     */
    record Section(List<Key> keys, List<Rule> rules, Map<String, Map<String, String>> presets) implements Shape {
        /** The key that says which preset holds. */
        public static final String PRESET = "preset";

        /** Keeps its own copies. */
        public Section {
            keys = List.copyOf(keys);
            rules = List.copyOf(rules);
            presets = Map.copyOf(presets);
        }

        /** Without rules and presets. */
        public static Section of(Key... keys) {
            return new Section(List.of(keys), List.of(), Map.of());
        }

        /** The same with rules. */
        public Section where(Rule... added) {
            return new Section(keys, List.of(added), presets);
        }

        /** The same with a preset. */
        public Section preset(String name, Map<String, String> defaults) {
            Map<String, Map<String, String>> more = new LinkedHashMap<>(presets);
            more.put(name, defaults);
            return new Section(keys, rules, more);
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
