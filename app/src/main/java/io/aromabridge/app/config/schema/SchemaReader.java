package io.aromabridge.app.config.schema;

import io.aromabridge.app.config.schema.Key.Fallback;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * Lays the layers of a configuration over each other: what is above the file, the file, what is above the defaults, the
 * defaults. Every layer is checked, also where a stronger one hides it.
 */
public final class SchemaReader {
    private final Origins origins;
    private final List<Layer> layers;
    private final boolean rulesHold;
    private final List<Problem> problems;
    private final NodeReader nodes;

    /** The effective values and all that is wrong. With a problem, some of the values may be invalid. */
    public record Result(Fields fields, List<Problem> problems) {
        /** Keeps its own copy. */
        public Result {
            problems = List.copyOf(problems);
        }
    }

    private SchemaReader(Origins origins, List<Layer> layers, boolean rulesHold, List<Problem> problems) {
        this.origins = origins;
        this.layers = layers;
        this.rulesHold = rulesHold;
        this.problems = problems;
        this.nodes = new NodeReader(this, origins, problems::add);
    }

    /**
     * Reads.
     *
     * @param file a YAML file in UTF-8, of at most 3 MiB
     * @param layers of one path, the stronger ones first
     */
    public static Result read(Shape.Section schema, Optional<Path> file, List<Layer> layers) {
        List<Problem> problems = new ArrayList<>();
        Optional<Node> root = file.flatMap(path -> YamlFile.read(path, problems::add));
        Origins origins = file.<Origins>map(Origins.OfFile::new).orElse(new Origins.OfText(new Origin.Default()));
        // Of a file that cannot be read nothing is known, so no rule between its values can be broken.
        SchemaReader reader = new SchemaReader(origins, layers, problems.isEmpty(), problems);
        Origin whole = root.map(origins::of).orElse(new Origin.Default());
        Optional<MappingNode> sections = root.flatMap(node -> reader.nodes.mapping(node, whole, ""));
        Fields fields = reader.section(schema, sections, whole, "");
        problems.sort(Problem.FILE_ORDER);
        return new Result(fields, problems);
    }

    /** A section with the value of every key. */
    Fields section(Shape.Section section, Optional<MappingNode> node, Origin origin, String path) {
        Map<String, NodeTuple> written =
                node.map(mapping -> nodes.entries(mapping, section, path)).orElse(Map.of());
        Map<String, Value> values = new LinkedHashMap<>();
        for (Key key : section.keys()) {
            Optional<NodeTuple> tuple = Optional.ofNullable(written.get(key.name()));
            Value value = effective(key, tuple, origin, join(path, key.name()));
            values.put(
                    key.name(),
                    isGiven(value)
                            ? value
                            : ofPreset(section, values, key, path).orElse(value));
        }
        Fields fields = new Fields(values, origin);
        if (rulesHold) {
            section.rules().forEach(rule -> rule.check(fields, path, problems::add));
        }
        return fields;
    }

    private static boolean isGiven(Value value) {
        return !(value instanceof Value.Nothing) && !value.origin().isDefault();
    }

    /** What the preset says, if one was chosen by the first of the values and it says something. */
    private Optional<Value> ofPreset(Shape.Section section, Map<String, Value> values, Key key, String path) {
        if (!(values.get(Shape.Section.PRESET) instanceof Value.One chosen)) {
            return Optional.empty();
        }
        Origin origin = new Origin.Named("preset " + chosen.text());
        return Optional.ofNullable(
                        section.presets().getOrDefault(chosen.text(), Map.of()).get(key.name()))
                .map(yaml -> text(key, yaml, origin, join(path, key.name())));
    }

    private Value effective(Key key, Optional<NodeTuple> written, Origin parent, String path) {
        if (key.shape() instanceof Shape.Section section) {
            Origin origin = written.map(tuple -> origins.of(tuple.getKeyNode())).orElse(parent);
            Optional<MappingNode> node = written.flatMap(
                    tuple -> nodes.mapping(NodeReader.withoutPresetAlone(section, tuple.getValueNode()), origin, path));
            return section(section, node, origin, path);
        }
        List<Value> strongestFirst = new ArrayList<>(layers(key, path, Layer.Rank.ABOVE_FILE));
        written.ifPresent(tuple ->
                strongestFirst.add(nodes.read(key, tuple.getValueNode(), origins.of(tuple.getKeyNode()), path)));
        strongestFirst.addAll(layers(key, path, Layer.Rank.ABOVE_DEFAULT));
        return strongestFirst.isEmpty() ? fallback(key, parent, path) : strongestFirst.get(0);
    }

    private List<Value> layers(Key key, String path, Layer.Rank rank) {
        return layers.stream()
                .filter(layer -> layer.path().equals(path) && layer.rank() == rank)
                .map(layer -> text(key, layer.text(), layer.origin(), path))
                .toList();
    }

    private Value fallback(Key key, Origin parent, String path) {
        Origin origin = new Origin.Default();
        if (key.fallback() instanceof Fallback.Text text) {
            return text(key, text.yaml(), origin, path);
        }
        if (key.fallback() instanceof Fallback.Required required) {
            problems.add(new Problem(parent, path, "is missing; add " + key.name() + ": " + required.example()));
            return new Value.Invalid(parent);
        }
        return new Value.Nothing(origin);
    }

    /** A value from a text that is not in the file: everything in it has the same origin. */
    private Value text(Key key, String text, Origin origin, String path) {
        NodeReader reader = new SchemaReader(new Origins.OfText(origin), List.of(), rulesHold, problems).nodes;
        if (text.isEmpty()) {
            return reader.empty(key, origin, path);
        }
        if (key.shape() instanceof Shape.Scalar scalar) {
            return reader.parse(scalar.type(), text, origin, path);
        }
        try {
            return YamlText.compose(text)
                    .map(node -> reader.read(key, node, origin, path))
                    .orElseGet(() -> reader.empty(key, origin, path));
        } catch (YamlText.SyntaxException e) {
            problems.add(new Problem(origin, path, String.valueOf(e.getMessage())));
            return new Value.Invalid(origin);
        }
    }

    /** A path and a name below it. */
    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
