package io.aromabridge.http;

import static io.aromabridge.http.TestEndpoints.warnings;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.core.health.HealthCheck;
import io.aromabridge.core.metric.Sample;
import io.aromabridge.testing.log.LogLines;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParallelRequestsTest {
    @Test
    void servesTwoHundredAtOnce() throws Exception {
        HttpOptions options = HttpOptions.on("127.0.0.1", 0)
                .withHealth(List.of(new HealthCheck("x", Optional::empty)))
                .withMetrics(List.of(() -> List.of(Sample.gauge("aroma_x", "X.", 1))))
                .withState(() -> Map.of("a", 1));
        List<String> paths = List.of("/healthz", "/metrics", "/api/state", "/api/journal");
        ExecutorService askers = Executors.newFixedThreadPool(200);
        try (HttpServer server = HttpServer.start(options);
                LogLines logged = warnings()) {
            Client client = new Client(server);
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String path = paths.get(i % paths.size());
                answers.add(askers.submit(() -> client.get(path)));
            }
            for (Future<HttpResponse<String>> answer : answers) {
                HttpResponse<String> response = answer.get(Client.PATIENCE_MS, TimeUnit.MILLISECONDS);
                assertEquals(200, response.statusCode(), response.body());
            }
            assertEquals(List.of(), logged.texts());
        } finally {
            askers.shutdownNow();
        }
    }
}
