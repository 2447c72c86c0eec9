package io.aromabridge.simulator.network;

import static io.aromabridge.simulator.network.UplinkFixture.assertEnd;
import static io.aromabridge.simulator.network.UplinkFixture.assertPasses;
import static io.aromabridge.simulator.network.UplinkFixture.receive;
import static io.aromabridge.simulator.network.UplinkFixture.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Latency, jitter, bandwidth, and the end after so many bytes. How long something takes is only ever bounded below. */
@Timeout(30)
class UplinkSlownessTest {
    private final UplinkFixture fixture;

    UplinkSlownessTest() throws Exception {
        fixture = new UplinkFixture();
    }

    @AfterEach
    void closeFixture() throws Exception {
        fixture.close();
    }

    private static void assertTakesAtLeast(long millis, Socket from, Socket to, String text) throws Exception {
        long begin = System.nanoTime();
        assertPasses(from, to, text);
        long took = (System.nanoTime() - begin) / 1_000_000;
        assertTrue(took >= millis, "it took " + took + " ms, which is less than " + millis);
    }

    @Test
    void latencyHoldsInEachDirection() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
        fixture.uplink.latency(Duration.ofMillis(120), Duration.ZERO);
        assertTakesAtLeast(120, pair.client(), pair.server(), "up");
        assertTakesAtLeast(120, pair.server(), pair.client(), "down");
        fixture.awaitEvent("latency: 120 ms ± 0 ms");
    }

    @Test
    void latencyDelaysAnEndToo() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
        fixture.uplink.latency(Duration.ofMillis(120), Duration.ZERO);
        long begin = System.nanoTime();
        send(pair.client(), "last");
        pair.client().close();
        assertEquals("last", receive(pair.server(), 4));
        assertEnd(pair.server());
        long took = (System.nanoTime() - begin) / 1_000_000;
        assertTrue(took >= 120, took + " ms");
    }

    @Test
    void jitterKeepsTheOrder() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
        fixture.uplink.latency(Duration.ofMillis(20), Duration.ofMillis(20));
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            String line = i + "\n";
            all.append(line);
            send(pair.client(), line);
        }
        assertEquals(all.toString(), receive(pair.server(), all.length()));
    }

    @Test
    void latencyOfZeroEndsTheFaultForWhatIsSentLater() throws Exception {
        UplinkFixture.Pair slow = fixture.open();
        fixture.uplink.latency(Duration.ofHours(1), Duration.ZERO);
        send(slow.client(), "late");
        UplinkFixture.assertSilent(slow.server());
        fixture.uplink.latency(Duration.ZERO, Duration.ZERO);
        UplinkFixture.Pair fast = fixture.open();
        assertPasses(fast.client(), fast.server(), "at once");
        UplinkFixture.assertSilent(slow.server());
    }

    @Test
    void bandwidthLimitsEachDirection() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
        fixture.uplink.bandwidth(10_000);
        assertTakesAtLeast(350, pair.client(), pair.server(), "u".repeat(4000));
        assertTakesAtLeast(350, pair.server(), pair.client(), "d".repeat(4000));
        fixture.uplink.bandwidth(Long.MAX_VALUE);
        assertPasses(pair.client(), pair.server(), "x".repeat(1_000_000));
    }

    @Test
    void latencyAndBandwidthAddUp() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
        fixture.uplink.latency(Duration.ofMillis(200), Duration.ZERO);
        fixture.uplink.bandwidth(10_000);
        assertTakesAtLeast(350, pair.client(), pair.server(), "u".repeat(2000));
    }

    @Test
    void restoreEndsALimitWithinATransfer() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
        fixture.uplink.bandwidth(10);
        send(pair.client(), "x".repeat(10_000));
        assertEquals("xx", receive(pair.server(), 2));
        fixture.uplink.restore();
        assertEquals("x".repeat(9_998), receive(pair.server(), 9_998));
    }

    @Test
    void closesAfterExactlySoManyBytes() throws Exception {
        fixture.uplink.closeAfter(7);
        for (int round = 0; round < 3; round++) {
            UplinkFixture.Pair pair = fixture.open();
            send(pair.client(), "0123");
            assertEquals("0123", receive(pair.server(), 4));
            assertPasses(pair.server(), pair.client(), "an answer does not count");
            send(pair.client(), "456789");
            assertEquals("456", receive(pair.server(), 3));
            assertEnd(pair.server());
            assertEnd(pair.client());
        }
        fixture.uplink.restore();
        UplinkFixture.Pair pair = fixture.open();
        assertPasses(pair.client(), pair.server(), "more than seven");
    }

    @Test
    void countsFromNowOnForConnectionsThatAreThere() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
        assertPasses(pair.client(), pair.server(), "before");
        fixture.uplink.closeAfter(3);
        send(pair.client(), "abcdef");
        assertEquals("abc", receive(pair.server(), 3));
        assertEnd(pair.server());
        assertEnd(pair.client());
        fixture.awaitEvent("connection 1 ended: its client has sent as much as it may");
        assertEquals(9, fixture.uplink.bytesFrom(Uplink.End.NEAR));
    }
}
