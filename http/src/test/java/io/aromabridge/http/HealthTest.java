package io.aromabridge.http;

import static io.aromabridge.http.TestEndpoints.warnings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.aromabridge.core.health.HealthCheck;
import io.aromabridge.testing.log.LogLines;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final HealthCheck FINE = new HealthCheck("broker", Optional::empty);

    private static HttpServer serving(HealthCheck... checks) throws Exception {
        return HttpServer.start(HttpOptions.on("127.0.0.1", 0).withHealth(List.of(checks)));
    }

    @Test
    void isOkIfNothingIsChecked() throws Exception {
        try (HttpServer server = serving()) {
            HttpResponse<String> response = new Client(server).get("/healthz");
            assertEquals(200, response.statusCode());
            assertEquals("{\"status\":\"ok\"}", response.body());
        }
    }

    @Test
    void listsTheProblemsInTheOrderOfTheChecks() throws Exception {
        HealthCheck queue = new HealthCheck("bridge queue", () -> Optional.of("a message has waited for 31 s"));
        HealthCheck canary = new HealthCheck("canary", () -> Optional.of("\"lost\""));
        try (HttpServer server = serving(queue, FINE, canary)) {
            HttpResponse<String> response = new Client(server).get("/healthz");
            assertEquals(503, response.statusCode());
            assertEquals(
                    "{\"status\":\"failing\",\"problems\":["
                            + "{\"check\":\"bridge queue\",\"problem\":\"a message has waited for 31 s\"},"
                            + "{\"check\":\"canary\",\"problem\":\"\\\"lost\\\"\"}]}",
                    response.body());
        }
    }

    @Test
    void followsTheChecks() throws Exception {
        Queue<Optional<String>> answers =
                new ConcurrentLinkedQueue<>(List.of(Optional.empty(), Optional.of("stuck"), Optional.empty()));
        try (HttpServer server = serving(new HealthCheck("bridge queue", answers::remove))) {
            Client client = new Client(server);
            assertEquals(200, client.get("/healthz").statusCode());
            assertEquals(503, client.get("/healthz").statusCode());
            assertEquals(200, client.get("/healthz").statusCode());
        }
    }

    @Test
    void answersHeadWithTheSameStatusAndNoBody() throws Exception {
        try (HttpServer server = serving(new HealthCheck("x", () -> Optional.of("stuck")))) {
            Client client = new Client(server);
            HttpResponse<String> response = client.send(client.to("/healthz").method("HEAD", BodyPublishers.noBody()));
            assertEquals(503, response.statusCode());
            assertEquals("", response.body());
        }
    }

    @Test
    void aCheckThatThrowsCountsAsFailingAndIsLoggedOnceUntilItWorksAgain() throws Exception {
        Queue<String> messages = new ConcurrentLinkedQueue<>(List.of("no such file", "no such file", "", "gone again"));
        HealthCheck broken = new HealthCheck("disk", () -> {
            String message = messages.remove();
            if (message.isEmpty()) {
                return Optional.empty();
            }
            throw new IllegalStateException(message);
        });
        try (HttpServer server = serving(FINE, broken);
                LogLines logged = warnings()) {
            Client client = new Client(server);
            HttpResponse<String> response = client.get("/healthz");
            client.get("/healthz");
            assertEquals(503, response.statusCode());
            JsonNode problem = Client.json(response).get("problems").get(0);
            assertEquals("disk", problem.get("check").asText());
            assertTrue(problem.get("problem").asText().contains("no such file"), problem.toString());
            assertEquals(1, logged.texts().size(), logged.texts().toString());
            assertTrue(logged.texts().get(0).contains("disk"), logged.texts().toString());
            assertTrue(
                    logged.texts().get(0).endsWith("no such file"),
                    logged.texts().toString());
            assertEquals(200, client.get("/healthz").statusCode());
            client.get("/healthz");
            assertEquals(2, logged.texts().size(), logged.texts().toString());
        }
    }

    @Test
    void aCheckThatThrowsWithoutAMessageIsNamedByItsException() throws Exception {
        HealthCheck broken = new HealthCheck("disk", () -> {
            throw new IllegalStateException();
        });
        try (HttpServer server = serving(broken)) {
            String body = new Client(server).get("/healthz").body();
            assertTrue(body.contains("IllegalStateException"), body);
        }
    }
}
