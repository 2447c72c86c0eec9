package io.aromabridge.app.config;

import io.aromabridge.app.config.schema.Nearest;
import io.aromabridge.app.config.schema.Problem;
import io.aromabridge.app.config.schema.SchemaReader.Layer;
import io.aromabridge.app.config.schema.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The environment variables {@code AROMA_…}: each is a setting, or a problem. */
final class Environment {
    private static final String PREFIX = "AROMA_";
    private static final Set<String> OF_OTHERS = Set.of("AROMA_HOME", "AROMA_OPTS", "AROMA_ENDPOINTS");

    /** Of scripts that are lights, which may be started from the same shell. */
    private static final String OF_LIGHTS = PREFIX + "LIGHT_";

    private Environment() {}

    /** The variable of a setting: {@code AROMA_BRIDGE_CLOUD_PORT} for {@code bridge.cloud.port}. */
    static String name(String path) {
        return PREFIX + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The settings in an environment, by the name of the variable. */
    static List<Layer> layers(Map<String, String> environment, Collection<String> paths, Consumer<Problem> problems) {
        Map<String, String> known = new LinkedHashMap<>();
        paths.forEach(path -> known.put(name(path).substring(PREFIX.length()), path));
        List<Layer> layers = new ArrayList<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (!name.startsWith(PREFIX) || name.startsWith(OF_LIGHTS) || OF_OTHERS.contains(name)) {
                return;
            }
            Value.Origin origin = Value.Origin.named("environment " + name);
            String rest = name.substring(PREFIX.length());
            String path = known.get(rest);
            if (path == null) {
                String hint = Nearest.to(rest, known.keySet())
                        .map(near -> "did you mean " + PREFIX + near + "?")
                        .orElse("unset it, or see `aroma config print` for the settings");
                problems.accept(new Problem(origin, "", "there is no such setting; " + hint));
            } else {
                layers.add(new Layer(path, value, origin, false));
            }
        });
        return layers;
    }
}
