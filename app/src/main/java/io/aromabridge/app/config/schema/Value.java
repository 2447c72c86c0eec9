package io.aromabridge.app.config.schema;

import java.util.List;

/** An effective value, with its origin. */
public sealed interface Value permits Fields, Value.One, Value.Items, Value.Nothing, Value.Invalid {
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
    record Items(List<Value> items, Origin origin) implements Value {
        /** Keeps its own copy. */
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A key that may be left out, and was. */
    record Nothing(Origin origin) implements Value {}

    /** Something wrong, which was reported. */
    record Invalid(Origin origin) implements Value {}
}
