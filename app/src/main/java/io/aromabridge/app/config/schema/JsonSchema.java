package io.aromabridge.app.config.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A schema as JSON Schema, for editors. It accepts what {@link SchemaReader} accepts. It refuses what is wrong by itself,
 * but for durations out of range, which only the description tells, and not what is wrong between settings.
 */
public final class JsonSchema {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonSchema() {}

    /** The schema of a whole file, in draft 2020-12. */
    public static ObjectNode of(Shape.Section root, String title) {
        ObjectNode node = NODES.objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", title);
        // A file may hold comments alone.
        return orNull(node.setAll(shape(root)));
    }

    private static ObjectNode shape(Shape shape) {
        if (shape instanceof Shape.Scalar scalar) {
            return scalar(scalar.type());
        }
        if (shape instanceof Shape.ListOf list) {
            return typed("array").set("items", shape(list.item()));
        }
        if (shape instanceof Shape.MapOf map) {
            ObjectNode node = typed("object");
            node.set("propertyNames", name(map.key()));
            return node.set("additionalProperties", scalar(map.value()));
        }
        return section((Shape.Section) shape);
    }

    private static ObjectNode section(Shape.Section section) {
        ObjectNode node = typed("object");
        ObjectNode properties = node.putObject("properties");
        ArrayNode required = NODES.arrayNode();
        for (Shape.Key key : section.keys()) {
            properties.set(key.name(), property(key));
            key.alias().ifPresent(alias -> properties.set(alias, aliased(key)));
            if (key.fallback() instanceof Shape.Fallback.Required) {
                required.add(key.name());
            }
        }
        node.put("additionalProperties", false);
        if (!section.presets().isEmpty()) {
            // A preset's name may stand alone; the pattern says nothing about objects.
            node.putArray("type").add("object").add("string");
            node.put(
                    "pattern",
                    "^(?:" + String.join("|", new TreeSet<>(section.presets().keySet())) + ")$");
        }
        return required.isEmpty() ? node : node.set("required", required);
    }

    /** The key under its other name, where one text may stand for a list. */
    private static ObjectNode aliased(Shape.Key key) {
        ObjectNode node = property(key);
        if (key.shape() instanceof Shape.ListOf) {
            node.putArray("type").add("array").add("string");
        }
        return node.put("description", "the same as " + key.name());
    }

    private static ObjectNode property(Shape.Key key) {
        ObjectNode node = shape(key.shape());
        String doc = key.doc()
                + (key.shape() instanceof Shape.Scalar scalar ? scalar.type().range() : "");
        if (key.fallback() instanceof Shape.Fallback.Text text) {
            node.set("default", json(text.yaml()));
        } else if (key.fallback() instanceof Shape.Fallback.Required required) {
            node.putArray("examples").add(json(required.example()));
        } else if (key.fallback() instanceof Shape.Fallback.Nothing nothing) {
            // A key with nothing behind it is as good as none.
            orNull(node);
            doc += key.shape() instanceof Shape.Scalar ? "; default: " + nothing.note() : "";
        }
        return node.put("description", doc);
    }

    private static JsonNode json(String yaml) {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        return JSON.valueToTree(new Load(settings).loadFromString(yaml));
    }

    private static ObjectNode orNull(ObjectNode node) {
        if (node.path("enum") instanceof ArrayNode words) {
            words.addNull();
            return node;
        }
        JsonNode type = node.path("type");
        ArrayNode types = NODES.arrayNode();
        // One type, or a list of them.
        (type.isArray() ? types.addAll((ArrayNode) type) : types.add(type)).add("null");
        node.set("type", types);
        return node;
    }

    private static ObjectNode scalar(Type type) {
        return JSON.valueToTree(type.json());
    }

    /** What a name of this type looks like: names are text in JSON. */
    private static ObjectNode name(Type type) {
        ObjectNode node = scalar(type);
        if (!node.has("minimum")) {
            return node;
        }
        ObjectNode names = NODES.objectNode();
        ArrayNode each = names.putArray("enum");
        for (int name = node.get("minimum").intValue();
                name <= node.get("maximum").intValue();
                name++) {
            each.add(Integer.toString(name));
        }
        return names;
    }

    private static ObjectNode typed(String type) {
        return NODES.objectNode().put("type", type);
    }
}
