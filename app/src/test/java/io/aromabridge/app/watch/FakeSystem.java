package io.aromabridge.app.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What a running system shows: an HTTP server, an endpoints file, a diffusion log. */
final class FakeSystem implements AutoCloseable {
    private final Path folder;
    private final HttpServer http;
    private final Semaphore answered = new Semaphore(0);
    private volatile String state;
    private volatile int status = 200;

    private FakeSystem(Path folder, HttpServer http, String state) {
        this.folder = folder;
        this.http = http;
        this.state = state;
    }

    /** Starts one on a free port, and writes the endpoints file. */
    static FakeSystem start(Path folder, String state) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeSystem system = new FakeSystem(folder, http, state);
        http.createContext("/api/state", system::answer);
        http.start();
        Files.writeString(
                endpoints(folder),
                "{\"dashboard\": \"" + system.url() + "\", \"diffusions\": \"" + folder.resolve("log") + "\"}");
        return system;
    }

    static Path endpoints(Path folder) {
        return folder.resolve("endpoints.json");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = state.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            answered.release();
        }
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    void state(String json) {
        state = json;
    }

    void status(int code) {
        status = code;
    }

    /** Waits until so many more requests were answered. */
    void awaitRequests(int count) throws InterruptedException {
        answered.drainPermits();
        if (!answered.tryAcquire(count, 20, TimeUnit.SECONDS)) {
            throw new AssertionError("no " + count + " requests in time");
        }
    }

    /** Adds a line to the diffusion log. */
    void diffusion(String line) throws IOException {
        Files.writeString(folder.resolve("log"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
