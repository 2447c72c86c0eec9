package io.aromabridge.app.config;

import io.aromabridge.app.config.SimulatorSection.Light;
import io.aromabridge.app.config.schema.Fields;
import io.aromabridge.app.config.schema.Problem;
import io.aromabridge.core.topic.TopicFilter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What must hold between settings. */
final class Rules {
    private Rules() {}

    static void certificateAndKey(Fields fields, String path, Consumer<Problem> problems) {
        if (fields.has("certificate") != fields.has("private-key")) {
            String missing = fields.has("certificate") ? "private-key" : "certificate";
            problems.accept(fields.problem(
                    path, "needs `" + missing + "` too; give both or neither", "certificate", "private-key"));
        }
    }

    static void backoff(Fields fields, String path, Consumer<Problem> problems) {
        Optional<Duration> base = fields.find("base", Duration.class);
        Optional<Duration> max = fields.find("max", Duration.class);
        Optional<Duration> stable = fields.find("stable", Duration.class);
        if (base.isPresent() && max.isPresent() && base.get().compareTo(max.get()) > 0) {
            problems.accept(fields.problem(path, "base is longer than max; use base <= max", "base", "max"));
        }
        if (base.isPresent() && stable.isPresent() && base.get().compareTo(stable.get()) >= 0) {
            problems.accept(
                    fields.problem(path, "base is not shorter than stable; use base < stable", "base", "stable"));
        }
    }

    static void route(Fields fields, String path, Consumer<Problem> problems) {
        boolean out = fields.has("out");
        boolean in = fields.has("in");
        if (!out && !in) {
            problems.accept(fields.problem(path, "has no filter; add `out: FILTER` or `in: FILTER`"));
        }
        if (out && in) {
            problems.accept(fields.problem(
                    path, "is beside `out`; keep one, and write a route of its own for the other", "in"));
        }
        if (in && fields.find("qos", String.class).filter("keep"::equals).isPresent()) {
            problems.accept(fields.problem(path, "keep is only for `out`; use 0 or 1", "qos"));
        }
        if (in && !out && fields.has("time-to-live")) {
            problems.accept(fields.problem(path, "is only for `out`; delete it", "time-to-live"));
        }
        Optional<TopicFilter> filter =
                fields.find("out", TopicFilter.class).or(() -> fields.find("in", TopicFilter.class));
        if (fields.has("as") && filter.filter(TopicFilter::hasWildcard).isPresent()) {
            problems.accept(fields.problem(
                    path,
                    "would give all topics of " + filter.get() + " one name; use it with a filter without + and #",
                    "as"));
        }
    }

    static void listener(Fields fields, String path, Consumer<Problem> problems) {
        boolean tls = fields.find("tls", Boolean.class).orElse(false);
        boolean asks = fields.find("client-certificate", BrokerSection.ClientCertificate.class)
                .filter(c -> c != BrokerSection.ClientCertificate.NONE)
                .isPresent();
        if (!tls && asks) {
            problems.accept(fields.problem(path, "needs TLS; add tls: true", "client-certificate"));
        }
        if (!tls && !fields.slots("certificates").isEmpty()) {
            problems.accept(fields.problem(path, "are for TLS; add tls: true", "certificates"));
        }
        if (!asks && fields.has("client-ca")) {
            problems.accept(
                    fields.problem(path, "is of no use; add client-certificate: optional or required", "client-ca"));
        }
    }

    /** {@code local} and {@code websocket} are the names of the two that are always there. */
    static void listenerNames(Fields fields, String path, Consumer<Problem> problems) {
        Set<String> taken = new HashSet<>(Set.of("local", "websocket"));
        uniqueNames(fields, new Named("listeners", "name", "another listener"), path, taken, problems);
    }

    static void productNames(Fields fields, String path, Consumer<Problem> problems) {
        uniqueNames(fields, new Named("products", "name", "a product above"), path, new HashSet<>(), problems);
    }

    static void light(Fields fields, String path, Consumer<Problem> problems) {
        Optional<Light.Role> role = fields.find("role", Light.Role.class);
        if (role.isEmpty()) {
            return;
        }
        boolean lamp = role.get() == Light.Role.LAMP;
        if (lamp && !fields.has("follows")) {
            problems.accept(fields.problem(path, "a lamp follows a shooter; add follows: ASN2A00010", "role"));
        }
        if (!lamp && fields.has("follows")) {
            problems.accept(fields.problem(path, "is only for role lamp; delete it", "follows"));
        }
    }

    static void uniqueNames(Fields fields, String path, Consumer<Problem> problems) {
        Set<String> taken = new HashSet<>();
        uniqueNames(fields, new Named("shooters", "serial", "a device above"), path, taken, problems);
        for (String list : List.of("lights", "examiners", "students", "thermometers")) {
            uniqueNames(fields, new Named(list, "name", "a device above"), path, taken, problems);
        }
    }

    /** A list whose items have names. */
    private record Named(String list, String key, String whom) {}

    private static void uniqueNames(
            Fields fields, Named named, String path, Set<String> taken, Consumer<Problem> problems) {
        String list = named.list();
        String key = named.key();
        String whom = named.whom();
        int index = 0;
        for (Optional<Fields> device : fields.slots(list)) {
            Optional<String> name = device.flatMap(item -> item.find(key, String.class));
            if (name.isPresent() && !taken.add(name.get())) {
                String place = path + "." + list + "[" + index + "]";
                problems.accept(
                        device.get().problem(place, name.get() + " is taken by " + whom + "; use another name", key));
            }
            index++;
        }
    }
}
