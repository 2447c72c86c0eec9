package io.aromabridge.http;

import static io.aromabridge.http.TestEndpoints.post;
import static io.aromabridge.http.TestEndpoints.serving;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostCheckTest {
    private static final List<String> OURS =
            List.of("localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:65535", "[::1]", "[::1]:80");
    private static final List<String> NAMES =
            List.of("evil.example", "evil.example:8080", "localhost.evil.example", "", "127.0.0.1.evil.example", "*");
    private static final List<String> ADDRESSES = List.of("192.168.1.7", "192.168.1.7:8080", "[fd00::7]:8080");

    private static boolean serves(HostCheck check, String host) {
        try {
            check.checkHost(Optional.of(host));
            return true;
        } catch (HttpResponseException e) {
            assertEquals(421, e.getStatus());
            return false;
        }
    }

    private static void check(HostCheck check, boolean expected, List<String> hosts) {
        hosts.forEach(host -> assertEquals(expected, serves(check, host), "'" + host + "'"));
    }

    @Test
    void onLoopbackOnlyLoopbackIsServed() {
        for (String bound : List.of("127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.53")) {
            HostCheck check = new HostCheck(bound, List.of());
            check(check, true, OURS);
            check(check, false, NAMES);
            check(check, false, ADDRESSES);
        }
        check(new HostCheck("127.0.0.53", List.of()), true, List.of("127.0.0.53:8080"));
    }

    @Test
    void onALanAnyAddressIsServedButNoName() {
        for (String bound : List.of("0.0.0.0", "::", "192.168.1.7")) {
            HostCheck check = new HostCheck(bound, List.of());
            check(check, true, OURS);
            check(check, true, ADDRESSES);
            check(check, false, NAMES);
        }
    }

    @Test
    void listedNamesAreServedToo() {
        HostCheck check = new HostCheck("0.0.0.0", List.of("Pi.local"));
        check(check, true, List.of("pi.local", "PI.LOCAL:8080"));
        check(check, false, NAMES);
    }

    @Test
    void aStarServesAnyName() {
        HostCheck check = new HostCheck("0.0.0.0", List.of("*"));
        check(check, true, NAMES);
        check.checkHost(Optional.empty());
    }

    @Test
    void aStrangeHostGetsNothingFromAnyPath() throws Exception {
        try (HttpServer server = HttpServer.start(HttpOptions.on("127.0.0.1", 0))) {
            Client client = new Client(server);
            for (String path : List.of("/healthz", "/metrics", "/api/state", "/nope")) {
                String response =
                        client.raw("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
                assertTrue(response.startsWith("HTTP/1.1 421 "), response);
                assertEquals(
                        "the host 'evil.example' is not served here",
                        Client.json(response).get("error").asText());
            }
            String none = client.raw("GET /healthz HTTP/1.0\r\n\r\n");
            assertTrue(none.startsWith("HTTP/1.1 421 "), none);
            String ours = client.raw("GET /healthz HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n");
            assertTrue(ours.startsWith("HTTP/1.1 200 "), ours);
        }
    }

    @Test
    void aPageOfAnotherOriginMayNotChangeAnything() throws Exception {
        Endpoint route = post("/do", ctx -> ctx.result("done"));
        try (HttpServer server = serving(route)) {
            Client client = new Client(server);
            String own = "http://127.0.0.1:" + server.port();
            assertEquals("done", client.post("/do", "").body());
            assertEquals("done", client.post("/do", "", "Origin", own).body());
            for (String other :
                    List.of("http://evil.example", "null", "http://127.0.0.1:1", own + ".evil.example", "127.0.0.1")) {
                assertEquals(403, client.post("/do", "", "Origin", other).statusCode(), other);
            }
        }
    }
}
