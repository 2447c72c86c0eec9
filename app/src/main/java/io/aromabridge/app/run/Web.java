package io.aromabridge.app.run;

import io.aromabridge.app.config.DashboardSection;
import io.aromabridge.core.AromaException;
import io.aromabridge.http.HttpOptions;
import io.aromabridge.http.HttpServer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The HTTP server of a process: health, metrics, state, journal and products. */
public final class Web {
    private Web() {}

    /**
     * Starts it.
     *
     * @return its base URL, as a client on this machine uses it
     * @throws AromaException FAILED if the port is taken
     */
    public static String start(Installation installation, Observed observed, Running running) throws AromaException {
        DashboardSection section = installation.configuration().dashboard();
        Instant started = installation.clock().instant();
        HttpServer server = HttpServer.start(HttpOptions.on(section.host(), section.port())
                .withHostNames(section.names())
                .withMetrics(observed.metrics())
                .withHealth(observed.health())
                .withJournal(installation.journal())
                .withRoutes(observed.routes())
                .withState(() -> state(installation, observed, started)));
        running.add(server::close);
        return "http://" + Hosts.forClients(section.host()) + ":" + server.port();
    }

    private static Map<String, ?> state(Installation installation, Observed observed, Instant started) {
        Instant now = installation.clock().instant();
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("at", now.toString());
        state.put("uptimeSeconds", now.getEpochSecond() - started.getEpochSecond());
        state.putAll(observed.stateNow());
        return state;
    }
}
