package io.aromabridge.app.config;

import io.aromabridge.app.config.schema.Printer;
import io.aromabridge.app.config.schema.Problem;
import io.aromabridge.app.config.schema.SchemaReader;
import io.aromabridge.app.config.schema.SchemaReader.Layer;
import io.aromabridge.app.config.schema.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The effective configuration. Flag over environment over file over default.
 *
 * <p>A relative path in the file is taken from the file's folder, and is here one from the working folder, as those of
 * the environment and the flags are. What is not given and has no value of its own is empty.
 */
public final class Configuration {
    private final Value.Fields fields;
    private final SettingsTable.Sections sections;

    private Configuration(Value.Fields fields) {
        this.fields = fields;
        this.sections = SettingsTable.bind(SettingsTable.Sections.class, fields);
    }

    /**
     * Reads, checks and binds.
     *
     * @param file a YAML file, which must exist; empty for none
     * @param environment only names that begin with {@code AROMA_} count
     * @param flags of two for the same path the last one counts
     * @throws ConfigurationException with everything that is wrong, if anything is
     * @throws IllegalArgumentException for a flag with a path that is no setting
     */
    public static Configuration load(Optional<Path> file, Map<String, String> environment, List<Flag> flags)
            throws ConfigurationException {
        Set<String> paths = SettingsTable.ROOT.leaves().keySet();
        List<Problem> unknownVariables = new ArrayList<>();
        List<Layer> layers = new ArrayList<>();
        for (Flag flag : flags) {
            if (!paths.contains(flag.path())) {
                throw new IllegalArgumentException(flag.option() + " sets " + flag.path() + ", which is no setting");
            }
            Value.Origin option = Value.Origin.named(flag.option());
            layers.add(0, new Layer(flag.path(), flag.value(), option, flag.overDefaultOnly()));
        }
        layers.addAll(Environment.layers(environment, paths, unknownVariables::add));
        SchemaReader.Result result = SchemaReader.read(SettingsTable.ROOT, file, layers);
        List<Problem> problems = new ArrayList<>(result.problems());
        problems.addAll(unknownVariables);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Configuration(result.fields());
    }

    /** The local broker. */
    public BrokerSection broker() {
        return sections.broker();
    }

    /** The stand-in for AWS IoT Core. */
    public CloudSection cloud() {
        return sections.cloud();
    }

    /** The bridge. */
    public BridgeSection bridge() {
        return sections.bridge();
    }

    /** The simulated devices. */
    public SimulatorSection simulator() {
        return sections.simulator();
    }

    /** HTTP. */
    public DashboardSection dashboard() {
        return sections.dashboard();
    }

    /**
     * Whether a flag, the environment or the file gave a value for a setting such as {@code bridge.cloud.port}. Throws
     * {@link IllegalArgumentException} for what is no setting.
     */
    public boolean isSet(String path) {
        return fields.isSet(path);
    }

    /** The line about something that is wrong with the value of a setting, or of one in a list ({@code names[0]}). */
    public String problem(String path, String message) {
        Value at = fields;
        for (String part : path.split("[.\\[]", -1)) {
            if (at instanceof Value.Fields section) {
                at = section.value(part);
            } else if (at instanceof Value.Items list) {
                at = list.items().get(Integer.parseInt(part.replace("]", "")));
            }
        }
        return new Problem(at.origin(), path, message).toString();
    }

    /**
     * The lines of {@code config print}: YAML that reads back as the same values, with the origin of each as a comment
     * ({@code port: 8883    # default}). Paths are as they were written. There is no secret in it, as no setting holds one.
     */
    public List<String> print() {
        return Printer.print(SettingsTable.ROOT, fields);
    }

    /** Where the cloud is, and the PEM files to connect with; without them, those of a thing of the stand-in. */
    public interface CloudAddress {
        String host();

        int port();

        Optional<Path> ca();

        Optional<Path> certificate();

        Optional<Path> privateKey();
    }
}
