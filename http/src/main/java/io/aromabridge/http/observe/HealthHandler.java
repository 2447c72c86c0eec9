package io.aromabridge.http.observe;

import io.aromabridge.core.health.HealthCheck;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code GET /healthz}: 200 and {@code {"status":"ok"}} if no check has a problem, else 503 and
 * {@code {"status":"failing","problems":[{"check":"bridge queue","problem":"…"}]}}.
 */
public final class HealthHandler implements Handler {
    private final List<HealthCheck> checks;
    private final Faults faults = new Faults();

    /** Runs these checks, in this order. */
    public HealthHandler(List<HealthCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    public void handle(Context ctx) {
        List<Map<String, String>> problems = new ArrayList<>();
        for (HealthCheck check : checks) {
            problem(check).ifPresent(problem -> {
                Map<String, String> entry = new LinkedHashMap<>();
                entry.put("check", check.name());
                entry.put("problem", problem);
                problems.add(entry);
            });
        }
        if (problems.isEmpty()) {
            ctx.json(Map.of("status", "ok"));
            return;
        }
        Map<String, Object> failing = new LinkedHashMap<>();
        failing.put("status", "failing");
        failing.put("problems", problems);
        ctx.status(503).json(failing);
    }

    private Optional<String> problem(HealthCheck check) {
        String what = "health check " + check.name() + " failed";
        try {
            Optional<String> problem = check.problem().now();
            faults.works(what);
            return problem;
        } catch (RuntimeException e) {
            faults.failed(what, e);
            // A broken check must not pass for healthy.
            return Optional.of("the check is broken: " + Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
    }
}
