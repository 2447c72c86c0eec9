package io.aromabridge.http;

import static io.aromabridge.http.TestEndpoints.get;
import static io.aromabridge.http.TestEndpoints.serving;
import static io.aromabridge.http.TestEndpoints.warnings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import io.aromabridge.testing.log.LogLines;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StartAndCloseTest {
    private static final byte[] REQUEST =
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static void failsToStart(String host, int port, String reason) {
        try (LogLines logged = warnings()) {
            AromaException e = assertThrows(AromaException.class, () -> HttpServer.start(HttpOptions.on(host, port))
                    .close());
            assertEquals(AromaException.Kind.FAILED, e.kind());
            assertEquals("http: cannot listen on " + host + ":" + port + ": " + reason, e.getMessage());
            assertEquals(List.of(), logged.texts());
        }
    }

    @Test
    void aTakenPortIsOneClearLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            failsToStart(
                    "127.0.0.1",
                    taken.getLocalPort(),
                    "the port is taken; stop what uses it, or choose another with dashboard.port or --ports auto");
        }
    }

    @Test
    void anAddressOfAnotherMachineIsOneClearLine() {
        // Of the block for documentation (RFC 5737): no machine has it.
        failsToStart("192.0.2.1", 0, "the address is not one of this machine; mend dashboard.host");
    }

    @Test
    void aNameThatDoesNotResolveIsOneClearLine() {
        // RFC 6761: never resolves.
        failsToStart("nowhere.invalid", 0, "the name cannot be resolved; mend dashboard.host");
    }

    @Test
    void portsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> HttpOptions.on("127.0.0.1", -1));
        assertThrows(IllegalArgumentException.class, () -> HttpOptions.on("127.0.0.1", 65_536));
    }

    @Test
    void itsPortIsFreeAfterCloseEvenWithOpenConnections() throws Exception {
        HttpServer first = HttpServer.start(HttpOptions.on("127.0.0.1", 0));
        Client client = new Client(first);
        try (Socket idle = client.connect();
                Socket half = client.connect();
                Socket silent = client.connect()) {
            idle.getOutputStream().write(REQUEST);
            InputStream in = idle.getInputStream();
            assertTrue(Client.head(in).startsWith("HTTP/1.1 200 "));
            assertEquals("{\"status\":\"ok\"}", new String(in.readNBytes(15), StandardCharsets.UTF_8));
            half.getOutputStream().write(REQUEST, 0, 10);
            first.close();
            first.close();
            assertEquals(-1, in.read());
            assertEquals(-1, half.getInputStream().read());
            assertEquals(-1, silent.getInputStream().read());
            assertThrows(ConnectException.class, () -> client.connect().close());
            try (HttpServer second = HttpServer.start(HttpOptions.on("127.0.0.1", first.port()))) {
                assertEquals(first.port(), second.port());
                assertEquals(200, new Client(second).get("/healthz").statusCode());
            }
        }
    }

    @Test
    void closingInterruptsAHandlerThatStillRuns() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<Thread> interrupted = new CompletableFuture<>();
        HttpServer server = serving(get("/long", ctx -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(Thread.currentThread());
            }
            ctx.result("");
        }));
        try (Socket socket = new Client(server).connect()) {
            socket.getOutputStream()
                    .write("GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertTrue(running.await(Client.PATIENCE_MS, TimeUnit.MILLISECONDS));
            server.close();
            Thread thread = interrupted.get(Client.PATIENCE_MS, TimeUnit.MILLISECONDS);
            assertTrue(thread.isDaemon());
            thread.join(Client.PATIENCE_MS);
            assertEquals(Thread.State.TERMINATED, thread.getState());
        }
    }

    @Test
    void itsThreadsAreFewDaemonsAndEndWithIt() throws Exception {
        CountDownLatch together = new CountDownLatch(4);
        List<Thread> threads;
        try (HttpServer server = serving(get("/wait", ctx -> {
            together.countDown();
            try {
                ctx.result(String.valueOf(together.await(Client.PATIENCE_MS, TimeUnit.MILLISECONDS)));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }))) {
            Client client = new Client(server);
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                answers.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return client.get("/wait").body();
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        task -> new Thread(task, "asker").start()));
            }
            for (CompletableFuture<String> answer : answers) {
                assertEquals("true", answer.get(Client.PATIENCE_MS, TimeUnit.MILLISECONDS));
            }
            threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("http-"))
                    .toList();
            assertTrue(threads.size() >= 5 && threads.size() <= 9, threads.toString());
            threads.forEach(thread -> assertTrue(thread.isDaemon(), thread.toString()));
        }
        for (Thread thread : threads) {
            thread.join(Client.PATIENCE_MS);
            assertEquals(Thread.State.TERMINATED, thread.getState(), thread.toString());
        }
    }
}
