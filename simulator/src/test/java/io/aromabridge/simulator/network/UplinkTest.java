package io.aromabridge.simulator.network;

import static io.aromabridge.simulator.network.UplinkFixture.assertEnd;
import static io.aromabridge.simulator.network.UplinkFixture.assertPasses;
import static io.aromabridge.simulator.network.UplinkFixture.assertReset;
import static io.aromabridge.simulator.network.UplinkFixture.receive;
import static io.aromabridge.simulator.network.UplinkFixture.send;
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
    private final UplinkFixture fixture;

    UplinkTest() throws Exception {
        fixture = new UplinkFixture();
    }

    @AfterEach
    void closeFixture() throws Exception {
        fixture.close();
    }

    @Test
    void passesBytesBothWaysAndCountsThem() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
        assertPasses(pair.client(), pair.server(), "hello");
        assertPasses(pair.server(), pair.client(), "hi");
        assertEquals(5, fixture.uplink.bytesFrom(Uplink.End.NEAR));
        assertEquals(2, fixture.uplink.bytesFrom(Uplink.End.FAR));
        assertEquals(1, fixture.uplink.connections());
    }

    @Test
    void passesMuchWhileTheReceiverIsSlowerThanTheSender() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
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
        UplinkFixture.Pair pair = fixture.open();
        send(pair.client(), "last");
        pair.client().shutdownOutput();
        assertEquals("last", receive(pair.server(), 4));
        assertEnd(pair.server());
        assertPasses(pair.server(), pair.client(), "answer");
        pair.server().close();
        assertEnd(pair.client());
        fixture.awaitEvent("connection 1 ended by the client");
        assertEquals(0, fixture.uplink.connections());
    }

    @Test
    void passesAResetOfTheServer() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
        assertPasses(pair.client(), pair.server(), "hello");
        pair.server().setSoLinger(true, 0);
        pair.server().close();
        assertReset(pair.client());
        fixture.awaitEvent("connection 1 reset by the server");
    }

    @Test
    void passesAResetOfTheClient() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
        assertPasses(pair.client(), pair.server(), "hello");
        pair.client().setSoLinger(true, 0);
        pair.client().close();
        assertReset(pair.server());
        fixture.awaitEvent("connection 1 reset by the client");
    }

    @Test
    void resetsAClientWhoseServerIsNotThere() throws Exception {
        fixture.server.close();
        assertReset(fixture.connect());
        fixture.awaitEvent("connection 1 reset: the server cannot be reached (Connection refused)");
    }

    @Test
    void servesManyConnectionsOnOneThread() throws Exception {
        for (int i = 0; i < 100; i++) {
            UplinkFixture.Pair pair = fixture.open();
            assertPasses(pair.client(), pair.server(), "connection " + i);
        }
        assertEquals(100, fixture.uplink.connections());
        assertEquals(1, threads().size());
    }

    private List<Thread> threads() {
        String name = "uplink-" + fixture.server.getLocalPort();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .toList();
    }

    @Test
    void leavesNoThreadWhenItIsClosed() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
        assertPasses(pair.client(), pair.server(), "hello");
        fixture.uplink.close();
        for (Thread thread : threads()) {
            thread.join(10_000);
        }
        assertEquals(List.of(), threads());
    }

    @Test
    void takesAFaultFromTheReceiverOfEvents() throws Exception {
        BlockingQueue<Uplink> itself = new LinkedBlockingQueue<>();
        try (Uplink uplink = Uplink.to("127.0.0.1", fixture.server.getLocalPort(), new Random(1), event -> {
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
        try (Uplink uplink = Uplink.to("127.0.0.1", fixture.server.getLocalPort(), new Random(1), event -> {
                    throw new IllegalStateException("the receiver's own trouble");
                });
                Socket client = new Socket(InetAddress.getLoopbackAddress(), uplink.port())) {
            assertPasses(client, fixture.accept(), "hello");
        }
    }

    @Test
    void endsItsConnectionsAndFreesItsPortWhenItIsClosed() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
        fixture.uplink.close();
        fixture.uplink.close();
        assertEnd(pair.client());
        assertEnd(pair.server());
        fixture.assertRefused();
        assertEquals(0, fixture.uplink.connections());
        assertEquals(
                "this uplink is closed: make a new one",
                assertThrows(IllegalStateException.class, fixture.uplink::restore)
                        .getMessage());
    }

    private static String refusal(Executable what) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, what).getMessage());
    }

    @Test
    void refusesValuesThatMakeNoSense() {
        Duration second = Duration.ofSeconds(1);
        Uplink uplink = fixture.uplink;
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
