package io.aromabridge.http;

import io.aromabridge.core.health.HealthCheck;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.metric.SampleSource;
import io.javalin.router.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Address of the HTTP server, and what it serves.
 *
 * @param host address or name to bind, {@code 127.0.0.1} or {@code 0.0.0.0}
 * @param port 0 to 65535; 0 for any free one
 * @param hostNames names that it serves besides {@code localhost}, {@code 127.0.0.1} and {@code [::1]}, and besides any
 *     address if {@code host} is no loopback address; others get 421. {@code *} is any name, without protection against
 *     DNS rebinding
 * @param metrics for {@code GET /metrics}
 * @param health for {@code GET /healthz}
 * @param state for {@code GET /api/state}: maps with text as keys, lists, text, numbers, booleans; asked on any thread
 * @param journal for {@code GET /api/journal}
 * @param routes further endpoints; HEAD comes with GET
 */
public record HttpOptions(
        String host,
        int port,
        List<String> hostNames,
        List<SampleSource> metrics,
        List<HealthCheck> health,
        Supplier<Map<String, ?>> state,
        Journal journal,
        List<Endpoint> routes) {
    /** Throws {@link IllegalArgumentException} for a port outside 0 to 65535, or a path without its slash. */
    public HttpOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + ": it must be 0 to 65535");
        }
        hostNames = List.copyOf(hostNames);
        metrics = List.copyOf(metrics);
        health = List.copyOf(health);
        routes = List.copyOf(routes);
        for (Endpoint route : routes) {
            if (!route.path.startsWith("/")) {
                throw new IllegalArgumentException("path " + route.path + ": it must begin with /");
            }
        }
    }

    /** A server without metrics, checks, state, journal and further endpoints. */
    public static HttpOptions on(String host, int port) {
        return new HttpOptions(host, port, List.of(), List.of(), List.of(), Map::of, Journal.none(), List.of());
    }

    /** The same with these host names. */
    public HttpOptions withHostNames(List<String> names) {
        return new HttpOptions(host, port, names, metrics, health, state, journal, routes);
    }

    /** The same with these sources of samples. */
    public HttpOptions withMetrics(List<SampleSource> sources) {
        return new HttpOptions(host, port, hostNames, sources, health, state, journal, routes);
    }

    /** The same with these checks. */
    public HttpOptions withHealth(List<HealthCheck> checks) {
        return new HttpOptions(host, port, hostNames, metrics, checks, state, journal, routes);
    }

    /** The same with this state. */
    public HttpOptions withState(Supplier<Map<String, ?>> source) {
        return new HttpOptions(host, port, hostNames, metrics, health, source, journal, routes);
    }

    /** The same with this journal. */
    public HttpOptions withJournal(Journal hops) {
        return new HttpOptions(host, port, hostNames, metrics, health, state, hops, routes);
    }

    /** The same with these routes. */
    public HttpOptions withRoutes(List<Endpoint> others) {
        return new HttpOptions(host, port, hostNames, metrics, health, state, journal, others);
    }
}
