package io.aromabridge.app.config.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a section, or of a map, by their names and in their order.
 *
 * <p>The getters name the class that the key's {@link Type} makes, {@code Fields} for a section. A class that does not
 * fit the schema is a mistake of the program and throws {@link ClassCastException}.
 */
public record Fields(Map<String, Value> values, Origin origin) implements Value {
    /** Keeps its own copy. */
    public Fields {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The value of a key that always has one. */
    public <T> T get(String name, Class<T> type) {
        return find(name, type).orElseThrow(() -> new IllegalStateException("no value for " + name));
    }

    /** The value of a key, if it has a valid one. */
    public <T> Optional<T> find(String name, Class<T> type) {
        return unwrap(value(name), type);
    }

    /** The valid things in a list. */
    public <T> List<T> list(String name, Class<T> type) {
        return value(name) instanceof Items items
                ? items.items().stream()
                        .flatMap(item -> unwrap(item, type).stream())
                        .toList()
                : List.of();
    }

    /** The sections in a list, each at its index; empty where one is invalid. */
    public List<Optional<Fields>> slots(String name) {
        return value(name) instanceof Items items
                ? items.items().stream().map(item -> unwrap(item, Fields.class)).toList()
                : List.of();
    }

    /**
     * Whether somebody gave a value, not the schema alone.
     *
     * @param path from here, such as {@code cloud.port}
     */
    public boolean isSet(String path) {
        int dot = path.indexOf('.');
        if (dot >= 0) {
            return get(path.substring(0, dot), Fields.class).isSet(path.substring(dot + 1));
        }
        return has(path) && !value(path).origin().isDefault();
    }

    /** Whether a key has a value, be it valid or not. */
    public boolean has(String name) {
        return !(value(name) instanceof Nothing);
    }

    /** A problem with several keys together, placed at the first of them that somebody wrote. */
    public Problem problem(String path, String message, String... names) {
        for (String name : names) {
            if (!value(name).origin().isDefault()) {
                return new Problem(value(name).origin(), SchemaReader.join(path, name), message);
            }
        }
        return new Problem(origin, path, message);
    }

    Value value(String name) {
        Value value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the schema has no key " + name);
        }
        return value;
    }

    private static <T> Optional<T> unwrap(Value value, Class<T> type) {
        if (value instanceof One one) {
            return Optional.of(type.cast(one.value()));
        }
        return value instanceof Fields ? Optional.of(type.cast(value)) : Optional.empty();
    }
}
