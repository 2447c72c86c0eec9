package io.aromabridge.http;

import static io.aromabridge.http.TestEndpoints.post;
import static io.aromabridge.http.TestEndpoints.serving;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.http.request.RequestBody;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MalformedRequestTest {
    private static final String LOCAL = " HTTP/1.1\r\nHost: localhost\r\n";

    private final HttpServer server;
    private final Client client;

    MalformedRequestTest() throws Exception {
        server = serving(post("/echo", ctx -> ctx.json(RequestBody.jsonObject(ctx))));
        client = new Client(server);
    }

    @AfterEach
    void stillServesAndCloses() throws Exception {
        assertEquals(200, client.get("/healthz").statusCode());
        server.close();
    }

    private void answers(int status, String request) throws Exception {
        String response = client.raw(request);
        String shown = request.substring(0, Math.min(80, request.length())) + " -> " + response;
        assertTrue(response.startsWith("HTTP/1.1 " + status + " "), shown);
        assertTrue(Client.json(response).has("error"), shown);
        assertFalse(response.contains("org.eclipse") || response.contains("<html"), shown);
    }

    @Test
    void linesThatAreNoRequestAre400() throws Exception {
        answers(400, "GARBAGE\r\n\r\n");
        answers(400, "\u0016\u0003\u0001\u0000\u00a5\u0001");
        answers(400, "GET /\u0000" + LOCAL + "\r\n");
        answers(505, "GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n");
    }

    @Test
    void pathsThatMeanTwoThingsAre400() throws Exception {
        for (String path : List.of("/%zz", "/..", "/api%2Fstate", "/api//state", "/api/%2e%2e/healthz", "/%c0%ae")) {
            answers(400, "GET " + path + LOCAL + "Connection: close\r\n\r\n");
        }
        answers(400, "GET http://evil.example/healthz" + LOCAL + "Connection: close\r\n\r\n");
    }

    @Test
    void aBadQueryIs400() throws Exception {
        for (String query : List.of("device=%zz", "%=1", "device=%4")) {
            answers(400, "GET /api/journal?" + query + LOCAL + "Connection: close\r\n\r\n");
        }
    }

    @Test
    void headersThatAreTooLongAre431() throws Exception {
        answers(431, "GET /healthz" + LOCAL + "X: " + "x".repeat(10_000) + "\r\n\r\n");
    }

    @Test
    void bodiesOfUncertainLengthAre400() throws Exception {
        answers(400, "POST /echo" + LOCAL + "Content-Length: -3\r\n\r\n");
        answers(400, "POST /echo" + LOCAL + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}");
        answers(400, "POST /echo" + LOCAL + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n");
        answers(400, "POST /echo" + LOCAL + "Content-Length: 10\r\nConnection: close\r\n\r\n{}");
    }
}
