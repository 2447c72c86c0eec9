package io.aromabridge.simulator.network;

import static io.aromabridge.simulator.network.Bench.assertEnd;
import static io.aromabridge.simulator.network.Bench.assertPasses;
import static io.aromabridge.simulator.network.Bench.assertReset;
import static io.aromabridge.simulator.network.Bench.receive;
import static io.aromabridge.simulator.network.Bench.send;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** An uplink without a fault, and what is true with any. */
@Timeout(30)
class UplinkTest {
    private final Bench bench;

    UplinkTest() throws Exception {
        bench = new Bench();
    }

    @AfterEach
    void closeBench() throws Exception {
        bench.close();
    }

    @Test
    void passesBytesBothWaysAndCountsThem() throws Exception {
        Bench.Pair pair = bench.open();
        assertPasses(pair.client(), pair.server(), "hello");
        assertPasses(pair.server(), pair.client(), "hi");
        assertEquals(5, bench.uplink.bytesFrom(Uplink.End.NEAR));
        assertEquals(2, bench.uplink.bytesFrom(Uplink.End.FAR));
        assertEquals(1, bench.uplink.connections());
    }

    @Test
    void passesMuchWhileTheReceiverIsSlowerThanTheSender() throws Exception {
        Bench.Pair pair = bench.open();
        byte[] much = new byte[20_000_000];
        new Random(1).nextBytes(much);
        CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
            try {
                pair.client().getOutputStream().write(much);
                pair.client().shutdownOutput();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertArrayEquals(much, pair.server().getInputStream().readAllBytes());
        sent.get(10, TimeUnit.SECONDS);
    }

    @Test
    void passesAnEndInOrderAndLetsTheOtherSideFinish() throws Exception {
        Bench.Pair pair = bench.open();
        send(pair.client(), "last");
        pair.client().shutdownOutput();
        assertEquals("last", receive(pair.server(), 4));
        assertEnd(pair.server());
        assertPasses(pair.server(), pair.client(), "answer");
        pair.server().close();
        assertEnd(pair.client());
        bench.awaitEvent("connection 1 ended by the client");
        assertEquals(0, bench.uplink.connections());
    }

    @Test
    void passesAResetOfTheServer() throws Exception {
        Bench.Pair pair = bench.open();
        assertPasses(pair.client(), pair.server(), "hello");
        pair.server().setSoLinger(true, 0);
        pair.server().close();
        assertReset(pair.client());
        bench.awaitEvent("connection 1 reset by the server");
    }

    @Test
    void passesAResetOfTheClient() throws Exception {
        Bench.Pair pair = bench.open();
        assertPasses(pair.client(), pair.server(), "hello");
        pair.client().setSoLinger(true, 0);
        pair.client().close();
        assertReset(pair.server());
        bench.awaitEvent("connection 1 reset by the client");
    }

    @Test
    void resetsAClientWhoseServerIsNotThere() throws Exception {
        bench.server.close();
        assertReset(bench.connect());
        bench.awaitEvent("connection 1 reset: the server cannot be reached (Connection refused)");
    }

    @Test
    void servesManyConnectionsOnOneThread() throws Exception {
        for (int i = 0; i < 100; i++) {
            Bench.Pair pair = bench.open();
            assertPasses(pair.client(), pair.server(), "connection " + i);
        }
        assertEquals(100, bench.uplink.connections());
        assertEquals(1, threads().size());
    }

    private List<Thread> threads() {
        String name = "uplink-" + bench.server.getLocalPort();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .toList();
    }

    @Test
    void leavesNoThreadWhenItIsClosed() throws Exception {
        Bench.Pair pair = bench.open();
        assertPasses(pair.client(), pair.server(), "hello");
        bench.uplink.close();
        for (Thread thread : threads()) {
            thread.join(10_000);
        }
        assertEquals(List.of(), threads());
    }

    @Test
    void takesAFaultFromTheReceiverOfEvents() throws Exception {
        BlockingQueue<Uplink> itself = new LinkedBlockingQueue<>();
        try (Uplink uplink = Uplink.to("127.0.0.1", bench.server.getLocalPort(), new Random(1), event -> {
            if (event.endsWith("opened")) {
                itself.remove().cut();
            }
        })) {
            itself.add(uplink);
            assertReset(new Socket(InetAddress.getLoopbackAddress(), uplink.port()));
        }
    }

    @Test
    void goesOnWhenTheReceiverOfEventsFails() throws Exception {
        try (Uplink uplink = Uplink.to("127.0.0.1", bench.server.getLocalPort(), new Random(1), event -> {
                    throw new IllegalStateException("the receiver's own trouble");
                });
                Socket client = new Socket(InetAddress.getLoopbackAddress(), uplink.port())) {
            assertPasses(client, bench.accept(), "hello");
        }
    }

    @Test
    void endsItsConnectionsAndFreesItsPortWhenItIsClosed() throws Exception {
        Bench.Pair pair = bench.open();
        bench.uplink.close();
        bench.uplink.close();
        assertEnd(pair.client());
        assertEnd(pair.server());
        bench.assertRefused();
        assertEquals(0, bench.uplink.connections());
        assertEquals(
                "this uplink is closed: make a new one",
                assertThrows(IllegalStateException.class, bench.uplink::restore).getMessage());
    }

    private static String refusal(Executable what) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, what).getMessage());
    }

    @Test
    void refusesValuesThatMakeNoSense() {
        Duration second = Duration.ofSeconds(1);
        Uplink uplink = bench.uplink;
        assertEquals(
                List.of(
                        "port 0: ports are 1 to 65535",
                        "latency -1000 ms: it must be 0 to 1 hour",
                        "latency 3601000 ms: it must be 0 to 1 hour",
                        "jitter -1000 ms: it must be 0 to the latency of 1000 ms",
                        "jitter 2000 ms: it must be 0 to the latency of 1000 ms",
                        "bandwidth 0 bytes/s: it must be at least 1",
                        "close after 0 bytes: it must be at least 1"),
                List.of(
                        refusal(() -> Uplink.to("127.0.0.1", 0, new Random(1), event -> {})),
                        refusal(() -> uplink.latency(second.negated(), Duration.ZERO)),
                        refusal(() -> uplink.latency(second.plusHours(1), Duration.ZERO)),
                        refusal(() -> uplink.latency(second, second.negated())),
                        refusal(() -> uplink.latency(second, second.multipliedBy(2))),
                        refusal(() -> uplink.bandwidth(0)),
                        refusal(() -> uplink.closeAfter(0))));
    }

    @Test
    void saysThatAHostNameIsNotKnown() {
        AromaException e = assertThrows(
                AromaException.class, () -> Uplink.to("no.such.host.invalid", 1883, new Random(1), event -> {}));
        assertEquals(AromaException.Kind.UNREACHABLE, e.kind());
        assertEquals("the host name no.such.host.invalid is not known; check it", e.getMessage());
    }
}
