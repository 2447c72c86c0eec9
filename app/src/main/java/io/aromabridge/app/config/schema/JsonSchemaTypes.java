package io.aromabridge.app.config.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The types of scalars in JSON Schema. Patterns are of the kind that Java and ECMA-262 understand alike. */
final class JsonSchemaTypes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String LEVEL = "(?:[^/+#]*|\\+)";

    private JsonSchemaTypes() {}

    /** What a value of this type looks like. */
    static ObjectNode of(Type type) {
        if (type instanceof Type.Whole whole) {
            return range(typed("integer"), whole.min(), whole.max());
        }
        if (type instanceof Type.Port port) {
            return range(typed("integer"), port.min(), 65_535);
        }
        if (type instanceof Type.Bool) {
            return typed("boolean");
        }
        if (type instanceof Type.Choice choice) {
            return choice(choice);
        }
        if (type instanceof Type.Rate rate) {
            String words = String.join("|", rate.words().keySet());
            return pattern(words + "|" + (rate.whole() ? Type.Rate.WHOLE : Type.Rate.FRACTION) + "/s");
        }
        if (type instanceof Type.Size size) {
            ObjectNode node = pattern("[0-9]{1,9}(?:KiB|MiB)?");
            node.putArray("type").add("string").add("integer");
            return range(node, Sizes.parse(size.min()), Sizes.parse(size.max()));
        }
        return text(type);
    }

    private static ObjectNode text(Type type) {
        if (type instanceof Type.Text text) {
            return pattern(text.pattern());
        }
        if (type instanceof Type.Host) {
            return pattern(Hosts.PATTERN).put("maxLength", 253);
        }
        if (type instanceof Type.Filter) {
            return pattern("(?:" + LEVEL + "/)*(?:" + LEVEL + "|#)").put("minLength", 1);
        }
        if (type instanceof Type.Topic) {
            return pattern("[^+#]+");
        }
        return type instanceof Type.Time ? pattern("[0-9]{1,9}(?:ms|s|m|h)") : typed("string");
    }

    /** What a name of this type looks like: names are text in JSON. */
    static ObjectNode ofName(Type type) {
        if (!(type instanceof Type.Whole whole)) {
            return of(type);
        }
        ObjectNode node = NODES.objectNode();
        ArrayNode names = node.putArray("enum");
        for (int name = whole.min(); name <= whole.max(); name++) {
            names.add(Integer.toString(name));
        }
        return node;
    }

    /** The range of a scalar in words, where the schema does not hold it in full. */
    static String range(Shape shape) {
        if (!(shape instanceof Shape.Scalar scalar)) {
            return "";
        }
        if (scalar.type() instanceof Type.Time time) {
            return ", " + time.min() + " to " + time.max();
        }
        if (scalar.type() instanceof Type.Rate rate) {
            return ", " + rate.min() + " to " + rate.max();
        }
        return scalar.type() instanceof Type.Size size ? ", " + size.min() + " to " + size.max() : "";
    }

    private static ObjectNode choice(Type.Choice choice) {
        ObjectNode node = NODES.objectNode();
        ArrayNode words = node.putArray("enum");
        for (String word : choice.values().keySet()) {
            if (word.matches("[0-9]+")) {
                words.add(Integer.parseInt(word));
            }
            words.add(word);
        }
        return node;
    }

    private static ObjectNode range(ObjectNode node, long min, long max) {
        return node.put("minimum", min).put("maximum", max);
    }

    private static ObjectNode pattern(String whole) {
        return typed("string").put("pattern", "^(?:" + whole + ")$");
    }

    private static ObjectNode typed(String type) {
        return NODES.objectNode().put("type", type);
    }
}
