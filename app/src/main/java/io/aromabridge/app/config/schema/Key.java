package io.aromabridge.app.config.schema;

/**
 * One row of the schema table.
 *
 * @param name as it is written
 * @param shape what stands behind it
 * @param fallback what holds if it is not given
 * @param doc one line for a person
 */
public record Key(String name, Shape shape, Fallback fallback, String doc) {
    /** What holds if a key is not given. */
    public sealed interface Fallback {
        /** This text, as it would be written in YAML. */
        record Text(String yaml) implements Fallback {}

        /** No value: what happens then is said in a few words. */
        record Nothing(String note) implements Fallback {}

        /** The key must be given; the text shows how. */
        record Required(String example) implements Fallback {}
    }

    /** A value with a default. */
    public static Key setting(String name, Type type, String byDefault, String doc) {
        return new Key(name, new Shape.Scalar(type), new Fallback.Text(byDefault), doc);
    }

    /** A value that may be left out; the note says what happens then. */
    public static Key optional(String name, Type type, String note, String doc) {
        return new Key(name, new Shape.Scalar(type), new Fallback.Nothing(note), doc);
    }

    /** A value that must be given. */
    public static Key required(String name, Type type, String example, String doc) {
        return new Key(name, new Shape.Scalar(type), new Fallback.Required(example), doc);
    }

    /** A list or a map, with its default in YAML. */
    public static Key many(String name, Shape shape, String byDefault, String doc) {
        return new Key(name, shape, new Fallback.Text(byDefault), doc);
    }

    /** A section; if it is not given, its keys have their defaults. */
    public static Key section(String name, Shape.Section section, String doc) {
        return new Key(name, section, new Fallback.Nothing("the defaults of its keys"), doc);
    }
}
