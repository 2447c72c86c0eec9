package io.aromabridge.app.run;

import io.aromabridge.broker.options.PublishTap;
import io.aromabridge.core.health.HealthCheck;
import io.aromabridge.core.message.MessageSink;
import io.aromabridge.core.metric.SampleSource;
import io.aromabridge.simulator.SimulationStatus;
import io.javalin.router.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the started parts let others see: collected while they start, served over HTTP afterwards. */
public final class Observed {
    private final List<SampleSource> metrics = new ArrayList<>();
    private final List<HealthCheck> health = new ArrayList<>();
    private final List<Endpoint> routes = new ArrayList<>();
    private final Map<String, Supplier<Object>> state = new LinkedHashMap<>();
    private final ScriptLights lights = new ScriptLights();

    /** Adds what is measured. */
    void measure(SampleSource source) {
        metrics.add(source);
    }

    /** Adds what is served over HTTP beside health, metrics, state and journal. */
    void serve(Endpoint route) {
        routes.add(route);
    }

    /** Adds what must hold. */
    void check(HealthCheck check) {
        health.add(check);
    }

    /** Adds a section of {@code GET /api/state}: maps, lists, texts and numbers. */
    void state(String section, Supplier<Object> now) {
        state.put(section, now);
    }

    /** Adds the simulated devices, and beside them the lights of programs outside. */
    void devices(Supplier<SimulationStatus> simulation) {
        state("devices", () -> StateJson.devices(simulation.get(), lights.now()));
    }

    /** The tap of the local broker, through which the lights of programs outside are seen. */
    PublishTap tap(MessageSink bridge) {
        state("devices", () -> StateJson.lights(Stream.of(lights.now())));
        return new LocalTap(lights, bridge);
    }

    List<SampleSource> metrics() {
        return List.copyOf(metrics);
    }

    List<Endpoint> routes() {
        return List.copyOf(routes);
    }

    List<HealthCheck> health() {
        return List.copyOf(health);
    }

    /** All sections as they are now. */
    Map<String, Object> stateNow() {
        Map<String, Object> now = new LinkedHashMap<>();
        state.forEach((section, supplier) -> now.put(section, supplier.get()));
        return now;
    }
}
