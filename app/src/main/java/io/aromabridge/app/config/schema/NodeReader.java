package io.aromabridge.app.config.schema;

import io.aromabridge.app.config.schema.Key.Fallback;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads one YAML node as the shape that the schema wants there. */
final class NodeReader {
    private static final String EMPTY = "is empty; give it a value or leave it out";

    private final SchemaReader sections;
    private final Origins origins;
    private final Consumer<Problem> problems;

    NodeReader(SchemaReader sections, Origins origins, Consumer<Problem> problems) {
        this.sections = sections;
        this.origins = origins;
        this.problems = problems;
    }

    /** The value of a key. */
    Value read(Key key, Node node, Origin origin, String path) {
        return isNull(node) ? empty(key, origin, path) : read(key.shape(), node, origin, path);
    }

    /** The value of a key behind which nothing is written. */
    Value empty(Key key, Origin origin, String path) {
        return key.fallback() instanceof Fallback.Nothing ? new Value.Nothing(origin) : invalid(origin, path, EMPTY);
    }

    private Value read(Shape shape, Node node, Origin origin, String path) {
        if (shape instanceof Shape.Scalar scalar) {
            return scalar(scalar.type(), node, origin, path);
        }
        if (shape instanceof Shape.ListOf list) {
            return list(list.item(), node, origin, path);
        }
        Optional<MappingNode> mapping = mapping(node, origin, path);
        if (shape instanceof Shape.Section section) {
            return mapping.isPresent() ? sections.section(section, mapping, origin, path) : new Value.Invalid(origin);
        }
        return map((Shape.MapOf) shape, mapping, origin, path);
    }

    private Value scalar(Type type, Node node, Origin origin, String path) {
        if (!(node instanceof ScalarNode scalar)) {
            String what = node instanceof SequenceNode ? "a list" : "a section";
            return invalid(origin, path, "is " + what + "; write one value here");
        }
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (isNull(node)) {
            return invalid(origin, path, EMPTY);
        }
        if ((!tag.equals(Tag.STR) && !scalar.isPlain()) || !tag.getValue().startsWith(Tag.PREFIX)) {
            return invalid(origin, path, "has the tag " + Given.show(tag.getValue()) + "; write the value alone");
        }
        if (type.form() == Type.Form.TEXT && !tag.equals(Tag.STR)) {
            String kind = tag.equals(Tag.BOOL) ? "a truth value" : "a number";
            return invalid(origin, path, Given.show(text) + " is " + kind + ", not text; write " + Given.quote(text));
        }
        if (type.form() == Type.Form.PLAIN && !scalar.isPlain()) {
            return invalid(origin, path, Given.quote(text) + " is text; write it without quotes");
        }
        return parse(type, text, origin, path);
    }

    /** The value of a scalar's text. */
    Value parse(Type type, String text, Origin origin, String path) {
        try {
            return new Value.One(origins.placed(type.parse(text)), text, origin);
        } catch (IllegalArgumentException e) {
            return invalid(origin, path, String.valueOf(e.getMessage()));
        }
    }

    private Value list(Shape item, Node node, Origin origin, String path) {
        if (!(node instanceof SequenceNode sequence)) {
            return invalid(origin, path, "is not a list; begin each item with \"- \", or write [] for none");
        }
        List<Value> items = new ArrayList<>();
        for (Node each : sequence.getValue()) {
            Origin place = origins.of(each);
            String below = path + "[" + items.size() + "]";
            items.add(isNull(each) ? invalid(place, below, EMPTY) : read(item, each, place, below));
        }
        return new Value.Items(items, origin);
    }

    private Value map(Shape.MapOf map, Optional<MappingNode> mapping, Origin origin, String path) {
        if (mapping.isEmpty()) {
            return new Value.Invalid(origin);
        }
        Map<String, Value> values = new LinkedHashMap<>();
        unique(mapping.get(), path).forEach((name, tuple) -> {
            Origin place = origins.of(tuple.getKeyNode());
            String below = SchemaReader.join(path, name);
            if (parse(map.key(), name, place, below) instanceof Value.One) {
                values.put(name, scalar(map.value(), tuple.getValueNode(), place, below));
            }
        });
        return new Fields(values, origin);
    }

    /** The node; as a section with the key {@code preset} if a preset's name stands alone where it may. */
    static Node withoutPresetAlone(Shape.Section section, Node node) {
        if (section.presets().isEmpty() || !(node instanceof ScalarNode) || isNull(node)) {
            return node;
        }
        Node key = new ScalarNode(
                Tag.STR, true, Shape.Section.PRESET, ScalarStyle.PLAIN, node.getStartMark(), node.getEndMark());
        return new MappingNode(Tag.MAP, List.of(new NodeTuple(key, node)), FlowStyle.FLOW);
    }

    /** The node as keys with values; empty if it is empty, or after a problem. */
    Optional<MappingNode> mapping(Node node, Origin origin, String path) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(mapping);
        }
        if (!isNull(node)) {
            problems.accept(new Problem(origin, path, "is not a section; write its keys as \"key: value\" lines"));
        }
        return Optional.empty();
    }

    /** The entries of a section by their keys, without those that the schema does not have. */
    Map<String, NodeTuple> entries(MappingNode mapping, Shape.Section section, String path) {
        List<String> known = section.keys().stream().map(Key::name).toList();
        Map<String, NodeTuple> entries = new LinkedHashMap<>(unique(mapping, path));
        entries.entrySet().removeIf(entry -> {
            String name = entry.getKey();
            if (known.contains(name)) {
                return false;
            }
            String hint = Nearest.to(name, known)
                    .map(near -> "did you mean `" + near + "`?")
                    .orElse("the keys here are " + known.stream().collect(Collectors.joining(", ")));
            problems.accept(new Problem(
                    origins.of(entry.getValue().getKeyNode()), path, "unknown key `" + cut(name) + "`; " + hint));
            return true;
        });
        return entries;
    }

    /** The entries by their keys; the first of two with the same key. */
    private Map<String, NodeTuple> unique(MappingNode mapping, String path) {
        Map<String, NodeTuple> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Origin origin = origins.of(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.accept(new Problem(
                        origin, path, "a key must be a word, not a list or a section; write \"key: value\""));
                continue;
            }
            NodeTuple first = entries.putIfAbsent(key.getValue(), tuple);
            if (first != null) {
                problems.accept(new Problem(
                        origin,
                        SchemaReader.join(path, cut(key.getValue())),
                        "is given twice; delete one, the first is at "
                                + origins.of(first.getKeyNode()).place()));
            }
        }
        return entries;
    }

    private Value invalid(Origin origin, String path, String message) {
        problems.accept(new Problem(origin, path, message));
        return new Value.Invalid(origin);
    }

    private static String cut(String name) {
        String shown = Given.quote(name);
        return shown.substring(1, shown.length() - 1);
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }
}
