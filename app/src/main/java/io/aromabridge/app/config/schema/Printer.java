package io.aromabridge.app.config.schema;

import java.util.ArrayList;
import java.util.List;

/** Writes effective values as YAML, each with its origin as a comment. What it writes reads back as the same values. */
public final class Printer {
    private final List<String> lines = new ArrayList<>();

    private Printer() {}

    /** The lines for a section, from valid fields. */
    public static List<String> print(Shape.Section section, Value.Fields fields) {
        Printer printer = new Printer();
        printer.section(section, fields, "", "");
        return List.copyOf(printer.lines);
    }

    /** The first line has its own indentation: in a list it begins with a dash. */
    private void section(Shape.Section section, Value.Fields fields, String first, String indent) {
        String begin = first;
        for (Shape.Key key : section.keys()) {
            key(key, fields.value(key.name()), begin + key.name() + ":", indent);
            begin = indent;
        }
    }

    private void key(Shape.Key key, Value value, String begin, String indent) {
        if (value instanceof Value.One one) {
            line(begin + " " + text(key.shape(), one), one.origin());
        } else if (value instanceof Value.Items items) {
            items(((Shape.ListOf) key.shape()).item(), items, begin, indent + "  ");
        } else if (value instanceof Value.Fields fields && key.shape() instanceof Shape.Section section) {
            lines.add(begin);
            section(section, fields, indent + "  ", indent + "  ");
        } else if (value instanceof Value.Fields fields) {
            map(((Shape.MapOf) key.shape()), fields, begin, indent + "  ");
        } else if (key.fallback() instanceof Shape.Fallback.Nothing nothing) {
            lines.add(begin + "    # default: " + nothing.note());
        }
    }

    private void items(Shape item, Value.Items items, String begin, String indent) {
        if (items.items().isEmpty()) {
            line(begin + " []", items.origin());
            return;
        }
        lines.add(begin);
        for (Value each : items.items()) {
            if (each instanceof Value.Fields fields && item instanceof Shape.Section section) {
                section(section, fields, indent + "- ", indent + "  ");
            } else if (each instanceof Value.One one) {
                line(indent + "- " + text(item, one), one.origin());
            }
        }
    }

    private void map(Shape.MapOf map, Value.Fields fields, String begin, String indent) {
        if (fields.values().isEmpty()) {
            line(begin + " {}", fields.origin());
            return;
        }
        lines.add(begin);
        fields.values().forEach((name, value) -> {
            if (value instanceof Value.One one) {
                line(indent + name + ": " + text(new Shape.Scalar(map.value()), one), one.origin());
            }
        });
    }

    private static String text(Shape shape, Value.One one) {
        boolean quoted = shape instanceof Shape.Scalar scalar && scalar.type().form() == Type.Form.TEXT;
        return quoted ? Yaml.scalar(one.text()) : one.text();
    }

    private void line(String yaml, Value.Origin origin) {
        lines.add(yaml + "    # " + origin);
    }
}
