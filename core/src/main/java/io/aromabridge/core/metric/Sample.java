package io.aromabridge.core.metric;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One value of a metric, in Prometheus's data model.
 *
 * @param name {@code aroma_…}, snake case, with its unit; a counter's ends in {@code _total}
 * @param type counter or gauge
 * @param help one sentence; the same for every sample of a name
 * @param labels by name; the same names for every sample of a metric's name
 */
public record Sample(String name, Type type, String help, Map<String, String> labels, double value) {
    private static final Pattern NAME = Pattern.compile("aroma(_[a-z0-9]+)+");

    /** The types of metrics. */
    public enum Type {
        /** Only grows while the process runs. */
        COUNTER,
        /** Goes up and down. */
        GAUGE
    }

    /** Throws {@link IllegalArgumentException} for a name that breaks the rules above. */
    public Sample {
        if (!NAME.matcher(name).matches() || name.endsWith("_total") != (type == Type.COUNTER)) {
            throw new IllegalArgumentException(
                    "metric " + name + ": it must be aroma_ and snake case, and end in _total if it is a counter");
        }
        labels = Map.copyOf(labels);
    }

    /** A counter without labels. */
    public static Sample counter(String name, String help, double value) {
        return new Sample(name, Type.COUNTER, help, Map.of(), value);
    }

    /** A gauge without labels. */
    public static Sample gauge(String name, String help, double value) {
        return new Sample(name, Type.GAUGE, help, Map.of(), value);
    }

    /** The same with one label more. */
    public Sample with(String label, String text) {
        Map<String, String> more = new HashMap<>(labels);
        more.put(label, text);
        return new Sample(name, type, help, more, value);
    }
}
