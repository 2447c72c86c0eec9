package io.aromabridge.app.config;

import io.aromabridge.app.config.SimulatorSection.Count;
import io.aromabridge.app.config.schema.Problem;
import io.aromabridge.app.config.schema.Shape.Rule;
import io.aromabridge.app.config.schema.Value.Fields;
import io.aromabridge.bridge.fanout.FanOut;
import io.aromabridge.bridge.route.Route.QosRule;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.light.LightRole;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The rules between settings. */
final class Rules {
    private static final int MOST_COMMANDS = 100;

    private static final Map<Class<?>, List<Rule>> OF_SECTIONS = Map.ofEntries(
            Map.entry(BridgeSection.Cloud.class, List.of(Rules::certificateAndKey)),
            Map.entry(BridgeSection.Waits.class, List.of(Rules::waits)),
            Map.entry(BridgeSection.RouteSection.class, List.of(Rules::route)),
            Map.entry(FanOutSection.class, List.of(Rules::rehearsal)),
            Map.entry(BrokerSection.class, List.of(Rules::listenerNames)),
            Map.entry(BrokerSection.Listener.class, List.of(Rules::listener)),
            Map.entry(CloudSection.Murano.class, List.of(Rules::productNames)),
            Map.entry(SimulatorSection.class, List.of(Rules::deviceNames)),
            Map.entry(SimulatorSection.Cloud.class, List.of(Rules::certificateAndKey)),
            Map.entry(SimulatorSection.Light.class, List.of(Rules::light)),
            Map.entry(SimulatorSection.Examiner.class, List.of(Rules::examiner, Rules::qos)),
            Map.entry(SimulatorSection.Student.class, List.of(Rules::qos)),
            Map.entry(SimulatorSection.Thermometer.class, List.of(Rules::qos)));

    private Rules() {}

    /** The rules of a section, by its record. */
    static List<Rule> of(Class<?> section) {
        return OF_SECTIONS.getOrDefault(section, List.of());
    }

    private static void certificateAndKey(Fields fields, Consumer<Problem> problems) {
        if (fields.has("certificate") != fields.has("private-key")) {
            String missing = fields.has("certificate") ? "private-key" : "certificate";
            problems.accept(
                    fields.problem("needs `" + missing + "` too; give both or neither", "certificate", "private-key"));
        }
    }

    private static void waits(Fields fields, Consumer<Problem> problems) {
        Optional<Duration> base = fields.find("base", Duration.class);
        Optional<Duration> max = fields.find("max", Duration.class);
        Optional<Duration> stable = fields.find("stable", Duration.class);
        if (base.isPresent() && max.isPresent() && base.get().compareTo(max.get()) > 0) {
            problems.accept(fields.problem("base is longer than max; use base <= max", "base", "max"));
        }
        if (base.isPresent() && stable.isPresent() && base.get().compareTo(stable.get()) >= 0) {
            problems.accept(fields.problem("base is not shorter than stable; use base < stable", "base", "stable"));
        }
    }

    private static void route(Fields fields, Consumer<Problem> problems) {
        boolean out = fields.has("out");
        boolean in = fields.has("in");
        if (!out && !in) {
            problems.accept(fields.problem("has no filter; add `out: FILTER` or `in: FILTER`"));
        }
        if (out && in) {
            problems.accept(
                    fields.problem("is beside `out`; keep one, and write a route of its own for the other", "in"));
        }
        if (in && fields.is("qos", QosRule.KEEP)) {
            problems.accept(fields.problem("keep is only for `out`; use 0 or 1", "qos"));
        }
        if (in && !out && fields.has("time-to-live")) {
            problems.accept(fields.problem("is only for `out`; delete it", "time-to-live"));
        }
        Optional<TopicFilter> filter =
                fields.find("out", TopicFilter.class).or(() -> fields.find("in", TopicFilter.class));
        if (fields.has("as") && filter.filter(TopicFilter::hasWildcard).isPresent()) {
            problems.accept(fields.problem(
                    "would give all topics of " + filter.get() + " one name; use it with a filter without + and #",
                    "as"));
        }
    }

    private static void rehearsal(Fields fields, Consumer<Problem> problems) {
        if (fields.is("mode", FanOut.Mode.REHEARSAL) && !fields.has("rehearsal-list")) {
            problems.accept(fields.problem("rehearsal needs a list; add rehearsal-list: FILE", "mode"));
        }
    }

    private static void listener(Fields fields, Consumer<Problem> problems) {
        boolean tls = fields.is("tls", true);
        boolean asks = fields.find("client-certificate", BrokerSection.ClientCertificate.class)
                .filter(certificate -> certificate != BrokerSection.ClientCertificate.NONE)
                .isPresent();
        if (!tls && asks) {
            problems.accept(fields.problem("needs TLS; add tls: true", "client-certificate"));
        }
        if (!tls && !fields.items("certificates").isEmpty()) {
            problems.accept(fields.problem("are for TLS; add tls: true", "certificates"));
        }
        if (!asks && fields.has("client-ca")) {
            problems.accept(fields.problem("is of no use; add client-certificate: optional or required", "client-ca"));
        }
    }

    private static void light(Fields fields, Consumer<Problem> problems) {
        Optional<LightRole> role = fields.find("role", LightRole.class);
        if (role.isEmpty()) {
            return;
        }
        boolean lamp = role.get() == LightRole.LAMP;
        if (lamp && !fields.has("follows")) {
            problems.accept(fields.problem("a lamp follows a shooter; add follows: ASN2A00010", "role"));
        }
        if (!lamp && fields.has("follows")) {
            problems.accept(fields.problem("is only for role lamp; delete it", "follows"));
        }
    }

    private static void qos(Fields fields, Consumer<Problem> problems) {
        if (fields.is("side", Side.CLOUD) && fields.is("qos", 2)) {
            problems.accept(fields.problem("AWS IoT has no QoS 2; write qos: 1", "qos", "side"));
        }
    }

    private static void examiner(Fields fields, Consumer<Problem> problems) {
        Optional<Count> count = fields.find("count", Count.class);
        if (count.isEmpty()) {
            return;
        }
        int most = count.get().most();
        if (count.get().fewest() < 1 || count.get().fewest() > most || most > MOST_COMMANDS) {
            problems.accept(fields.problem(
                    "must be two numbers from 1 to " + MOST_COMMANDS + ", the smaller first; use 3-7", "count"));
            return;
        }
        Optional<Duration> delay = fields.find("delay", Duration.class);
        Optional<Duration> gap = fields.find("gap", Duration.class);
        Optional<Duration> expiry = fields.find("expiry", Duration.class);
        if (delay.isPresent() && gap.isPresent() && expiry.isPresent()) {
            Duration last = delay.get().plus(gap.get().multipliedBy(most - 1L));
            if (expiry.get().compareTo(last) <= 0) {
                problems.accept(fields.problem(
                        "is over before the last command, which may come after " + last.toMillis()
                                + "ms; use more than that",
                        "expiry",
                        "delay",
                        "gap",
                        "count"));
            }
        }
    }

    /** {@code local} and {@code websocket} are the names of the two that are always there. */
    private static void listenerNames(Fields fields, Consumer<Problem> problems) {
        Set<String> taken = new HashSet<>(Set.of("local", "websocket"));
        differ(fields, List.of("listeners"), taken, "another listener", problems);
    }

    private static void productNames(Fields fields, Consumer<Problem> problems) {
        differ(fields, List.of("products"), new HashSet<>(), "a product above", problems);
    }

    private static void deviceNames(Fields fields, Consumer<Problem> problems) {
        List<String> lists = List.of("shooters", "lights", "examiners", "students", "thermometers");
        differ(fields, lists, new HashSet<>(), "a device above", problems);
    }

    private static void differ(
            Fields fields, List<String> lists, Set<String> taken, String whom, Consumer<Problem> problems) {
        for (String list : lists) {
            String key = list.equals("shooters") ? "serial" : "name";
            fields.items(list).forEach(item -> {
                Optional<String> name = item instanceof Fields each ? each.find(key, String.class) : Optional.empty();
                if (name.isPresent() && !taken.add(name.get())) {
                    problems.accept(
                            ((Fields) item).problem(name.get() + " is taken by " + whom + "; use another name", key));
                }
            });
        }
    }
}
