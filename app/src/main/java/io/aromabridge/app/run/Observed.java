package io.aromabridge.app.run;

import io.aromabridge.core.health.HealthCheck;
import io.aromabridge.core.metric.SampleSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the started parts let others see: collected while they start, served over HTTP afterwards. */
public final class Observed {
    private final List<SampleSource> metrics = new ArrayList<>();
    private final List<HealthCheck> health = new ArrayList<>();
    private final Map<String, Supplier<Object>> state = new LinkedHashMap<>();

    /** Adds what is measured. */
    void measure(SampleSource source) {
        metrics.add(source);
    }

    /** Adds what must hold. */
    void check(HealthCheck check) {
        health.add(check);
    }

    /** Adds a section of {@code GET /api/state}: maps, lists, texts and numbers. */
    void state(String section, Supplier<Object> now) {
        state.put(section, now);
    }

    List<SampleSource> metrics() {
        return List.copyOf(metrics);
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
