package io.aromabridge.http;

import static io.aromabridge.http.TestEndpoints.get;
import static io.aromabridge.http.TestEndpoints.post;
import static io.aromabridge.http.TestEndpoints.serving;
import static io.aromabridge.http.TestEndpoints.warnings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import io.aromabridge.http.request.JsonErrors;
import io.aromabridge.http.request.QueryParameters;
import io.aromabridge.http.request.RequestBody;
import io.aromabridge.testing.log.LogLines;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RoutesTest {
    @Test
    void handlersSeePathQueryAndHeaders() throws Exception {
        Endpoint route = get("/api/devices/{id}/{part}", ctx -> {
            QueryParameters query = QueryParameters.of(ctx);
            Map<String, Object> seen = new LinkedHashMap<>();
            seen.put("path", ctx.path());
            seen.put("id", ctx.pathParam("id"));
            seen.put("part", ctx.pathParam("part"));
            seen.put("q", query.text("q").orElse("-"));
            seen.put("n", query.number("n", 7, -5, 9));
            seen.put("header", Objects.requireNonNullElse(ctx.header("X-Thing"), "-"));
            seen.put("absent", ctx.header("Absent") != null);
            ctx.json(seen);
        });
        try (HttpServer server = serving(route)) {
            assertEquals(
                    "{\"path\":\"/api/devices/a%20%C3%A9/b\",\"id\":\"a \u00e9\",\"part\":\"b\",\"q\":\"1=2 3\","
                            + "\"n\":-5,\"header\":\"yes\",\"absent\":false}",
                    new Client(server)
                            .get("/api/devices/a%20%C3%A9/b?q=1=2+3&n=-5", "x-thing", "yes")
                            .body());
        }
    }

    @Test
    void handlersAnswerWithTextJsonAndStatus() throws Exception {
        try (HttpServer server = serving(
                get("/text", ctx -> ctx.result("gr\u00fc\u00df dich")),
                new Endpoint(HandlerType.PUT, "/thing", ctx -> ctx.status(201).json(List.of(1, 2.5, true, "x"))),
                new Endpoint(HandlerType.DELETE, "/thing", ctx -> ctx.json(Map.of())))) {
            Client client = new Client(server);
            HttpResponse<String> text = client.get("/text");
            assertEquals("gr\u00fc\u00df dich", text.body());
            assertTrue(text.headers().firstValue("content-type").orElse("").startsWith("text/plain"));
            HttpResponse<String> put = client.send(client.to("/thing").PUT(BodyPublishers.ofString("x")));
            assertEquals(201, put.statusCode());
            assertEquals("[1,2.5,true,\"x\"]", put.body());
            assertEquals("{}", client.send(client.to("/thing").DELETE()).body());
        }
    }

    @Test
    void readsAJsonObjectAndRefusesAnythingElse() throws Exception {
        try (HttpServer server = serving(post("/echo", ctx -> ctx.json(RequestBody.jsonObject(ctx))))) {
            Client client = new Client(server);
            String object = "{\"a\":[1,\"\u00e9\",null,true],\"b\":{}}";
            assertEquals(object, client.post("/echo", object).body());
            for (String bad : List.of("", "[1]", "null", "1", "{", "{}{}", "{\"a\":1,\"a\":2}", "{a:1}", "\u0000")) {
                HttpResponse<String> response = client.post("/echo", bad);
                assertEquals(400, response.statusCode(), bad + " -> " + response.body());
                String error = Client.json(response).get("error").asText();
                assertTrue(error.startsWith("the body is "), error);
            }
        }
    }

    @Test
    void takesABodyUpToItsLimit() throws Exception {
        try (HttpServer server = serving(post("/size", ctx -> ctx.result(RequestBody.bytes(ctx).length + " bytes")))) {
            Client client = new Client(server);
            assertEquals(
                    "262144 bytes", client.post("/size", "x".repeat(262_144)).body());
            HttpResponse<String> response = client.post("/size", "x".repeat(262_145));
            assertEquals(413, response.statusCode());
            assertEquals(
                    "the body is longer than 262144 bytes",
                    Client.json(response).get("error").asText());
        }
    }

    @Test
    void anAromaExceptionIsAnsweredWithItsMessage() throws Exception {
        Map<AromaException.Kind, Integer> statuses = Map.of(
                AromaException.Kind.REFUSED, 403,
                AromaException.Kind.UNREACHABLE, 503,
                AromaException.Kind.TIMED_OUT, 504,
                AromaException.Kind.FAILED, 500,
                AromaException.Kind.CONFIGURATION, 500);
        for (AromaException.Kind kind : AromaException.Kind.values()) {
            try (HttpServer server = serving(post("/do", unused -> {
                throw new AromaException(kind, "the cloud does not answer; see aroma doctor");
            }))) {
                HttpResponse<String> response = new Client(server).post("/do", "");
                assertEquals(statuses.get(kind), response.statusCode(), kind.toString());
                assertEquals("{\"error\":\"the cloud does not answer; see aroma doctor\"}", response.body());
            }
        }
    }

    @Test
    void anInvalidRequestIsAnsweredWithErrorAndHint() throws Exception {
        try (HttpServer server = serving(get("/x", unused -> {
            throw JsonErrors.exception(409, "it runs already", "stop it first");
        }))) {
            HttpResponse<String> response = new Client(server).get("/x");
            assertEquals(409, response.statusCode());
            assertEquals("{\"error\":\"it runs already\",\"hint\":\"stop it first\"}", response.body());
        }
    }

    @Test
    void anUnexpectedExceptionIsLoggedAndNotShown() throws Exception {
        Endpoint throwing = get("/throwing", unused -> {
            throw new IllegalStateException("the password is 1234");
        });
        Endpoint deep = get("/deep", unused -> {
            throw new StackOverflowError("the password is 1234");
        });
        Endpoint noJson = get("/no-json", ctx -> ctx.json(new Object()));
        Endpoint noParameter = get("/no-parameter", ctx -> ctx.result(ctx.pathParam("id")));
        try (HttpServer server = serving(throwing, deep, noJson, noParameter);
                LogLines logged = warnings()) {
            Client client = new Client(server);
            for (String path : List.of("/throwing", "/deep", "/no-json", "/no-parameter")) {
                HttpResponse<String> response = client.get(path);
                assertEquals(500, response.statusCode(), path);
                assertEquals(
                        "internal error", Client.json(response).get("error").asText());
                assertFalse(response.body().contains("1234") || response.body().contains("Exception"), response.body());
                assertTrue(
                        logged.texts().stream().anyMatch(line -> line.contains("GET " + path)),
                        logged.texts().toString());
            }
            assertEquals(4, logged.texts().size(), logged.texts().toString());
        }
    }

    @Test
    void theStateIsServedAsItIsNow() throws Exception {
        Map<String, Object> state = new LinkedHashMap<>();
        try (HttpServer server = HttpServer.start(HttpOptions.on("127.0.0.1", 0).withState(() -> state));
                LogLines logged = warnings()) {
            Client client = new Client(server);
            assertEquals("{}", client.get("/api/state").body());
            state.put("links", List.of(Map.of("name", "bridge-1", "online", true)));
            assertEquals(
                    true,
                    Client.json(client.get("/api/state")).at("/links/0/online").asBoolean());
            assertEquals(List.of(), logged.texts());
        }
    }

    @Test
    void twoRoutesOfOneMethodAndPathAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> serving(get("/metrics", ctx -> ctx.result(""))));
        assertThrows(IllegalArgumentException.class, () -> serving(get("metrics", ctx -> ctx.result(""))));
    }
}
