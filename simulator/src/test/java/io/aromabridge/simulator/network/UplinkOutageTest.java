package io.aromabridge.simulator.network;

import static io.aromabridge.simulator.network.UplinkFixture.assertEnd;
import static io.aromabridge.simulator.network.UplinkFixture.assertPasses;
import static io.aromabridge.simulator.network.UplinkFixture.assertReset;
import static io.aromabridge.simulator.network.UplinkFixture.assertSilent;
import static io.aromabridge.simulator.network.UplinkFixture.receive;
import static io.aromabridge.simulator.network.UplinkFixture.send;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cut, refused, black hole, half-open: what each does, and that it ends with restore. */
@Timeout(30)
class UplinkOutageTest {
    private final UplinkFixture fixture;

    UplinkOutageTest() throws Exception {
        fixture = new UplinkFixture();
    }

    @AfterEach
    void closeFixture() throws Exception {
        fixture.close();
    }

    @Test
    void cutResetsBothSidesAndRefusesNewConnections() throws Exception {
        UplinkFixture.Pair one = fixture.open();
        UplinkFixture.Pair two = fixture.open();
        fixture.uplink.cut();
        assertReset(one.client());
        assertReset(one.server());
        assertReset(two.client());
        assertReset(two.server());
        fixture.assertRefused();
        assertEquals(0, fixture.uplink.connections());
        fixture.awaitEvent("cut: 2 connections reset, new ones are refused");
    }

    @Test
    void isBackOnTheSamePortAfterEachCut() throws Exception {
        int port = fixture.uplink.port();
        for (int i = 0; i < 50; i++) {
            fixture.uplink.cut();
            fixture.assertRefused();
            fixture.uplink.restore();
            UplinkFixture.Pair pair = fixture.open();
            assertPasses(pair.client(), pair.server(), "round " + i);
        }
        assertEquals(port, fixture.uplink.port());
    }

    @Test
    void comesBackWhenSomebodyElseHadThePortMeanwhile() throws Exception {
        int port = fixture.uplink.port();
        fixture.uplink.refuse();
        try (ServerSocket thief = new ServerSocket()) {
            thief.setReuseAddress(true);
            thief.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            fixture.uplink.restore();
            fixture.awaitEvent("port " + port + " is taken: it opens when it is free (Address already in use)");
        }
        fixture.awaitEvent("port " + port + " is open again");
        UplinkFixture.Pair pair = fixture.open();
        assertPasses(pair.client(), pair.server(), "back");
    }

    @Test
    void refuseLetsThoseStayThatAreThere() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
        fixture.uplink.refuse();
        fixture.assertRefused();
        assertPasses(pair.client(), pair.server(), "still here");
        assertPasses(pair.server(), pair.client(), "me too");
        fixture.uplink.restore();
        UplinkFixture.Pair other = fixture.open();
        assertPasses(other.client(), other.server(), "new");
    }

    @Test
    void blackHoleKeepsWhatIsSentUntilItIsRestored() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
        fixture.uplink.blackHole();
        send(pair.client(), "up");
        send(pair.server(), "down");
        assertSilent(pair.server());
        assertSilent(pair.client());
        assertEquals(0, fixture.uplink.bytesFrom(Uplink.End.NEAR));
        fixture.uplink.restore();
        assertEquals("up", receive(pair.server(), 2));
        assertEquals("down", receive(pair.client(), 4));
    }

    @Test
    void blackHolePassesNoEndOn() throws Exception {
        UplinkFixture.Pair ended = fixture.open();
        UplinkFixture.Pair reset = fixture.open();
        fixture.uplink.blackHole();
        ended.server().close();
        reset.server().setSoLinger(true, 0);
        reset.server().close();
        assertSilent(ended.client());
        assertSilent(reset.client());
        fixture.uplink.restore();
        assertEnd(ended.client());
        assertReset(reset.client());
    }

    @Test
    void blackHoleAcceptsNewConnectionsThatBeginWhenItIsRestored() throws Exception {
        fixture.uplink.blackHole();
        Socket client = fixture.connect();
        send(client, "hello");
        fixture.assertNoConnectionComes();
        fixture.uplink.restore();
        assertEquals("hello", receive(fixture.accept(), 5));
    }

    @Test
    void blackHoleForgetsAClientThatHasGivenUp() throws Exception {
        fixture.uplink.blackHole();
        Socket gone = fixture.connect();
        send(gone, "old");
        gone.close();
        Socket there = fixture.connect();
        send(there, "new");
        fixture.uplink.restore();
        assertEquals("new", receive(fixture.accept(), 3));
        fixture.awaitEvent("connection 1 dropped: its client has given up");
        fixture.assertNoConnectionComes();
    }

    @Test
    void blackHoleAfterRefuseLetsClientsInAgain() throws Exception {
        fixture.uplink.refuse();
        fixture.uplink.blackHole();
        Socket client = fixture.connect();
        send(client, "x");
        fixture.assertNoConnectionComes();
        fixture.uplink.cut();
        assertReset(client);
        fixture.assertRefused();
    }

    @Test
    void halfOpenEndsTheServersSideOnly() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
        fixture.uplink.halfOpen();
        assertReset(pair.server());
        for (int i = 0; i < 10; i++) {
            send(pair.client(), "into the void");
        }
        assertSilent(pair.client());
        assertEquals(0, fixture.uplink.bytesFrom(Uplink.End.NEAR));
        fixture.awaitEvent("half-open: 1 connection ended at the server, the client is not told");
        UplinkFixture.Pair whole = fixture.open();
        assertPasses(whole.client(), whole.server(), "whole");
        fixture.uplink.restore();
        assertReset(pair.client());
        assertPasses(whole.server(), whole.client(), "still whole");
    }

    @Test
    void halfOpenCanEndTheClientsSideInstead() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
        fixture.uplink.halfOpen(Uplink.End.NEAR);
        assertReset(pair.client());
        send(pair.server(), "into the void");
        assertSilent(pair.server());
        assertEquals(1, fixture.uplink.connections());
        pair.server().close();
        fixture.awaitEvent("connection 1 ended by the server");
        assertEquals(0, fixture.uplink.connections());
    }

    @Test
    void halfOpenEndsBothSidesOneAfterTheOther() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
        fixture.uplink.halfOpen(Uplink.End.FAR);
        fixture.uplink.halfOpen(Uplink.End.FAR);
        assertReset(pair.server());
        assertSilent(pair.client());
        fixture.uplink.halfOpen(Uplink.End.NEAR);
        assertReset(pair.client());
        assertEquals(0, fixture.uplink.connections());
    }

    @Test
    void restoreEndsLatencyToo() throws Exception {
        UplinkFixture.Pair pair = fixture.open();
        fixture.uplink.latency(Duration.ofHours(1), Duration.ZERO);
        send(pair.client(), "late");
        assertSilent(pair.server());
        fixture.uplink.restore();
        assertEquals("late", receive(pair.server(), 4));
        assertPasses(pair.client(), pair.server(), "at once");
    }
}
