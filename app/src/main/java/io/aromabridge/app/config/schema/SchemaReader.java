package io.aromabridge.app.config.schema;

import io.aromabridge.app.config.schema.Value.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads a configuration as its schema wants it. Lays the layers over each other: what is above the file, the file, what
 * is above the defaults, the defaults. Every layer is checked, also where a stronger one hides it.
 */
public final class SchemaReader {
    private static final String EMPTY = "is empty; give it a value or leave it out";

    private final Optional<Path> file;
    private final Origin whole;
    private final List<Layer> layers;
    private final boolean rulesCount;
    private final List<Problem> problems;

    /**
     * A value for one key from outside the file.
     *
     * @param path of a leaf, such as {@code bridge.cloud.port}
     * @param text a scalar as it is, or a list or map in YAML; empty for no value
     * @param overDefaultOnly whether the file wins over it
     */
    public record Layer(String path, String text, Origin origin, boolean overDefaultOnly) {}

    /** The effective values and all that is wrong. With a problem, some of the values may be invalid. */
    public record Result(Value.Fields fields, List<Problem> problems) {}

    /** Of the nodes of a file, or else of a text that has one origin as a whole. */
    private SchemaReader(
            Optional<Path> file, Origin whole, List<Layer> layers, boolean rulesCount, List<Problem> problems) {
        this.file = file;
        this.whole = whole;
        this.layers = layers;
        this.rulesCount = rulesCount;
        this.problems = problems;
    }

    /**
     * Reads.
     *
     * @param file a YAML file in UTF-8, of at most 3 MiB
     * @param layers of one path, the stronger ones first
     */
    public static Result read(Shape.Section schema, Optional<Path> file, List<Layer> layers) {
        List<Problem> problems = new ArrayList<>();
        Optional<Node> root = file.flatMap(path -> Yaml.read(path, problems::add));
        // Of a file that cannot be read nothing is known, so no rule between its values can be broken.
        SchemaReader reader = new SchemaReader(file, Origin.DEFAULT, layers, problems.isEmpty(), problems);
        Origin origin = root.map(reader::origin).orElse(Origin.DEFAULT);
        Optional<MappingNode> sections = root.flatMap(node -> reader.mapping(node, origin, ""));
        Value.Fields fields = reader.section(schema, sections, origin, "");
        problems.sort(Problem.FILE_ORDER);
        return new Result(fields, problems);
    }

    /** A section with the value of every key. */
    private Value.Fields section(Shape.Section section, Optional<MappingNode> node, Origin origin, String path) {
        Map<String, NodeTuple> written =
                node.map(mapping -> entries(mapping, section, path)).orElse(Map.of());
        Map<String, Value> values = new LinkedHashMap<>();
        for (Shape.Key key : section.keys()) {
            Optional<NodeTuple> tuple = Optional.ofNullable(written.get(key.name()));
            Value value = effective(key, tuple, origin, join(path, key.name()));
            boolean given = !(value instanceof Value.Nothing) && !value.origin().isDefault();
            values.put(
                    key.name(),
                    given ? value : ofPreset(section, values, key, path).orElse(value));
        }
        Value.Fields fields = new Value.Fields(path, values, origin);
        if (rulesCount) {
            section.rules().forEach(rule -> rule.check(fields, problems::add));
        }
        return fields;
    }

    /** What the preset says, if one was chosen by the first of the values and it says something. */
    private Optional<Value> ofPreset(Shape.Section section, Map<String, Value> values, Shape.Key key, String path) {
        if (!(values.get(Shape.Section.PRESET) instanceof Value.One chosen)) {
            return Optional.empty();
        }
        Map<String, String> defaults = section.presets().getOrDefault(chosen.text(), Map.of());
        return Optional.ofNullable(defaults.get(key.name()))
                .map(yaml -> text(key, yaml, Origin.named("preset " + chosen.text()), join(path, key.name())));
    }

    private Value effective(Shape.Key key, Optional<NodeTuple> written, Origin parent, String path) {
        Optional<Origin> place = written.map(tuple -> origin(tuple.getKeyNode()));
        if (key.shape() instanceof Shape.Section section) {
            Origin origin = place.orElse(parent);
            Optional<MappingNode> node =
                    written.flatMap(tuple -> mapping(withoutPresetAlone(section, tuple.getValueNode()), origin, path));
            return section(section, node, origin, path);
        }
        List<Value> strongestFirst = new ArrayList<>(layers(key, path, false));
        written.ifPresent(tuple -> strongestFirst.add(read(key, tuple.getValueNode(), place.orElse(parent), path)));
        strongestFirst.addAll(layers(key, path, true));
        return strongestFirst.isEmpty() ? fallback(key, parent, path) : strongestFirst.get(0);
    }

    private List<Value> layers(Shape.Key key, String path, boolean overDefaultOnly) {
        return layers.stream()
                .filter(layer -> layer.path().equals(path) && layer.overDefaultOnly() == overDefaultOnly)
                .map(layer -> text(key, layer.text(), layer.origin(), path))
                .toList();
    }

    private Value fallback(Shape.Key key, Origin parent, String path) {
        if (key.fallback() instanceof Shape.Fallback.Text text) {
            return text(key, text.yaml(), Origin.DEFAULT, path);
        }
        if (key.fallback() instanceof Shape.Fallback.Required required) {
            return invalid(parent, path, "is missing; add " + key.name() + ": " + required.example());
        }
        return new Value.Nothing(Origin.DEFAULT);
    }

    /** A value from a text that is not in the file: everything in it has the same origin. */
    private Value text(Shape.Key key, String text, Origin origin, String path) {
        SchemaReader reader = new SchemaReader(Optional.empty(), origin, List.of(), rulesCount, problems);
        if (!text.isEmpty() && key.shape() instanceof Shape.Scalar scalar) {
            return reader.parse(scalar.type(), text, origin, path);
        }
        try {
            return Yaml.compose(text)
                    .map(node -> reader.read(key, node, origin, path))
                    .orElseGet(() -> reader.empty(key, origin, path));
        } catch (Yaml.SyntaxException e) {
            return reader.invalid(origin, path, String.valueOf(e.getMessage()));
        }
    }

    /** The value of a key. */
    private Value read(Shape.Key key, Node node, Origin origin, String path) {
        return isNull(node) ? empty(key, origin, path) : read(key.shape(), node, origin, path);
    }

    /** The value of a key behind which nothing is written. */
    private Value empty(Shape.Key key, Origin origin, String path) {
        return key.fallback() instanceof Shape.Fallback.Nothing
                ? new Value.Nothing(origin)
                : invalid(origin, path, EMPTY);
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
            return mapping.isPresent() ? section(section, mapping, origin, path) : new Value.Invalid(origin);
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
            return invalid(origin, path, "has the tag " + Problem.show(tag.getValue()) + "; write the value alone");
        }
        if (type.notation() == Type.Notation.TEXT && !tag.equals(Tag.STR)) {
            String kind = tag.equals(Tag.BOOL) ? "a truth value" : "a number";
            return invalid(
                    origin, path, Problem.show(text) + " is " + kind + ", not text; write " + Problem.quote(text));
        }
        if (type.notation() == Type.Notation.PLAIN && !scalar.isPlain()) {
            return invalid(origin, path, Problem.quote(text) + " is text; write it without quotes");
        }
        return parse(type, text, origin, path);
    }

    /** The value of a scalar's text. */
    private Value parse(Type type, String text, Origin origin, String path) {
        try {
            return new Value.One(placed(type.parse(text)), text, origin);
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
            Origin place = origin(each);
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
            Origin place = origin(tuple.getKeyNode());
            String below = join(path, name);
            if (parse(map.key(), name, place, below) instanceof Value.One) {
                values.put(name, scalar(map.value(), tuple.getValueNode(), place, below));
            }
        });
        return new Value.Fields(path, values, origin);
    }

    /** The node; as a section with the key {@code preset} if a preset's name stands alone where it may. */
    private static Node withoutPresetAlone(Shape.Section section, Node node) {
        if (section.presets().isEmpty() || !(node instanceof ScalarNode) || isNull(node)) {
            return node;
        }
        Node key = new ScalarNode(
                Tag.STR, true, Shape.Section.PRESET, ScalarStyle.PLAIN, node.getStartMark(), node.getEndMark());
        return new MappingNode(Tag.MAP, List.of(new NodeTuple(key, node)), FlowStyle.FLOW);
    }

    /** The node as keys with values; empty if it is empty, or after a problem. */
    private Optional<MappingNode> mapping(Node node, Origin origin, String path) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(mapping);
        }
        if (!isNull(node)) {
            problems.add(new Problem(origin, path, "is not a section; write its keys as \"key: value\" lines"));
        }
        return Optional.empty();
    }

    /** The entries of a section by their keys, without those that the schema does not have. */
    private Map<String, NodeTuple> entries(MappingNode mapping, Shape.Section section, String path) {
        List<String> known = section.keys().stream().map(Shape.Key::name).toList();
        Map<String, NodeTuple> entries = new LinkedHashMap<>(unique(mapping, path));
        section.keys().forEach(key -> key.alias().ifPresent(alias -> rename(entries, alias, key, path)));
        entries.entrySet().removeIf(entry -> {
            String name = entry.getKey();
            if (known.contains(name)) {
                return false;
            }
            String hint = Nearest.to(name, known)
                    .map(near -> "did you mean `" + near + "`?")
                    .orElse("the keys here are " + String.join(", ", known));
            problems.add(new Problem(
                    origin(entry.getValue().getKeyNode()), path, "unknown key `" + cut(name) + "`; " + hint));
            return true;
        });
        return entries;
    }

    /** Puts what is written under another name of a key under the key. */
    private void rename(Map<String, NodeTuple> entries, String alias, Shape.Key key, String path) {
        NodeTuple written = entries.remove(alias);
        if (written == null) {
            return;
        }
        NodeTuple first = entries.putIfAbsent(
                key.name(),
                key.shape() instanceof Shape.ListOf
                        ? new NodeTuple(written.getKeyNode(), listOf(written.getValueNode()))
                        : written);
        if (first != null) {
            problems.add(new Problem(
                    origin(written.getKeyNode()),
                    join(path, alias),
                    "is another name of " + key.name() + ", which is given at "
                            + origin(first.getKeyNode()).place() + "; delete one"));
        }
    }

    /** A node as a list; a text as its parts between commas. */
    private static Node listOf(Node node) {
        if (!(node instanceof ScalarNode scalar) || isNull(node)) {
            return node;
        }
        List<Node> items = Stream.of(scalar.getValue().split(",", -1))
                .<Node>map(part -> new ScalarNode(
                        Tag.STR, true, part.strip(), ScalarStyle.PLAIN, node.getStartMark(), node.getEndMark()))
                .toList();
        return new SequenceNode(Tag.SEQ, true, items, FlowStyle.FLOW, node.getStartMark(), node.getEndMark());
    }

    /** The entries by their keys; the first of two with the same key. */
    private Map<String, NodeTuple> unique(MappingNode mapping, String path) {
        Map<String, NodeTuple> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Origin origin = origin(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(new Problem(
                        origin, path, "a key must be a word, not a list or a section; write \"key: value\""));
                continue;
            }
            NodeTuple first = entries.putIfAbsent(key.getValue(), tuple);
            if (first != null) {
                problems.add(new Problem(
                        origin,
                        join(path, cut(key.getValue())),
                        "is given twice; delete one, the first is at "
                                + origin(first.getKeyNode()).place()));
            }
        }
        return entries;
    }

    /** A value that is wrong, reported. */
    private Value invalid(Origin origin, String path, String message) {
        problems.add(new Problem(origin, path, message));
        return new Value.Invalid(origin);
    }

    private static String cut(String name) {
        String shown = Problem.quote(name);
        return shown.substring(1, shown.length() - 1);
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    /** Where a node stands. */
    private Origin origin(Node node) {
        return file.map(path -> Origin.in(path, node.getStartMark())).orElse(whole);
    }

    /** The value itself, but a relative path in a file is made one from that file's folder. */
    private Object placed(Object value) {
        return value instanceof Path path && file.isPresent() ? file.get().resolveSibling(path) : value;
    }

    /** A path and a name below it. */
    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
