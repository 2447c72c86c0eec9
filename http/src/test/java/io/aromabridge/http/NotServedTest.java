package io.aromabridge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotServedTest {
    private final HttpServer server;
    private final Client client;

    NotServedTest() throws Exception {
        server = HttpServer.start(HttpOptions.on("127.0.0.1", 0));
        client = new Client(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anUnknownPathIs404WithThePathsThatExist() throws Exception {
        for (String path : List.of("/nope", "/", "/api", "/api/", "/Healthz", "/healthz/x", "/META-INF/")) {
            HttpResponse<String> response = client.get(path);
            assertEquals(404, response.statusCode(), path + " -> " + response.body());
            assertEquals(
                    "nothing is at " + path, Client.json(response).get("error").asText());
            assertEquals(
                    "served: /api/journal, /api/state, /healthz, /metrics",
                    Client.json(response).get("hint").asText());
        }
    }

    @Test
    void aWrongMethodIs405WithThoseAllowed() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "NONSENSE")) {
            for (String accept : List.of("*/*", "text/html")) {
                HttpResponse<String> response = client.send(
                        client.to("/healthz").header("Accept", accept).method(method, BodyPublishers.noBody()));
                assertEquals(405, response.statusCode(), method);
                assertEquals("GET, HEAD", response.headers().firstValue("Allow").orElse(""), method);
                assertEquals(
                        method + " is not allowed at /healthz",
                        Client.json(response).get("error").asText());
            }
        }
    }

    @Test
    void everyResponseForbidsSniffingAndStoringAndNamesNoServerNorOrigin() throws Exception {
        for (String path :
                List.of("/healthz", "/metrics", "/api/state", "/api/journal", "/api/journal?limit=x", "/x", "/%2F")) {
            HttpResponse<String> response = client.get(path, "Origin", "http://evil.example");
            assertEquals(List.of("nosniff"), response.headers().allValues("X-Content-Type-Options"), path);
            assertEquals(List.of("no-store"), response.headers().allValues("Cache-Control"), path);
            for (String absent : List.of("Server", "X-Powered-By", "Set-Cookie", "Access-Control-Allow-Origin")) {
                assertFalse(response.headers().firstValue(absent).isPresent(), path + " has " + absent);
            }
        }
    }

    @Test
    void errorsAreJsonWhateverIsAccepted() throws Exception {
        for (String path : List.of("/nope", "/%2F", "/api/journal?limit=x")) {
            HttpResponse<String> response = client.get(path, "Accept", "text/html,application/xhtml+xml");
            assertEquals(
                    "application/json",
                    response.headers().firstValue("Content-Type").orElse(""),
                    path + " -> " + response.body());
            assertTrue(Client.json(response).has("error"), response.body());
        }
    }
}
