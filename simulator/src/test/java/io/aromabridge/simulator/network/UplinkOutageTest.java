package io.aromabridge.simulator.network;

import static io.aromabridge.simulator.network.Bench.assertEnd;
import static io.aromabridge.simulator.network.Bench.assertPasses;
import static io.aromabridge.simulator.network.Bench.assertReset;
import static io.aromabridge.simulator.network.Bench.assertSilent;
import static io.aromabridge.simulator.network.Bench.receive;
import static io.aromabridge.simulator.network.Bench.send;
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
    private final Bench bench;

    UplinkOutageTest() throws Exception {
        bench = new Bench();
    }

    @AfterEach
    void closeBench() throws Exception {
        bench.close();
    }

    @Test
    void cutResetsBothSidesAndRefusesNewConnections() throws Exception {
        Bench.Pair one = bench.open();
        Bench.Pair two = bench.open();
        bench.uplink.cut();
        assertReset(one.client());
        assertReset(one.server());
        assertReset(two.client());
        assertReset(two.server());
        bench.assertRefused();
        assertEquals(0, bench.uplink.connections());
        bench.awaitEvent("cut: 2 connections reset, new ones are refused");
    }

    @Test
    void isBackOnTheSamePortAfterEachCut() throws Exception {
        int port = bench.uplink.port();
        for (int i = 0; i < 50; i++) {
            bench.uplink.cut();
            bench.assertRefused();
            bench.uplink.restore();
            Bench.Pair pair = bench.open();
            assertPasses(pair.client(), pair.server(), "round " + i);
        }
        assertEquals(port, bench.uplink.port());
    }

    @Test
    void comesBackWhenSomebodyElseHadThePortMeanwhile() throws Exception {
        int port = bench.uplink.port();
        bench.uplink.refuse();
        try (ServerSocket thief = new ServerSocket()) {
            thief.setReuseAddress(true);
            thief.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            bench.uplink.restore();
            bench.awaitEvent("port " + port + " is taken: it opens when it is free (Address already in use)");
        }
        bench.awaitEvent("port " + port + " is open again");
        Bench.Pair pair = bench.open();
        assertPasses(pair.client(), pair.server(), "back");
    }

    @Test
    void refuseLetsThoseStayThatAreThere() throws Exception {
        Bench.Pair pair = bench.open();
        bench.uplink.refuse();
        bench.assertRefused();
        assertPasses(pair.client(), pair.server(), "still here");
        assertPasses(pair.server(), pair.client(), "me too");
        bench.uplink.restore();
        Bench.Pair other = bench.open();
        assertPasses(other.client(), other.server(), "new");
    }

    @Test
    void blackHoleKeepsWhatIsSentUntilItIsRestored() throws Exception {
        Bench.Pair pair = bench.open();
        bench.uplink.blackHole();
        send(pair.client(), "up");
        send(pair.server(), "down");
        assertSilent(pair.server());
        assertSilent(pair.client());
        assertEquals(0, bench.uplink.bytesFrom(Uplink.End.NEAR));
        bench.uplink.restore();
        assertEquals("up", receive(pair.server(), 2));
        assertEquals("down", receive(pair.client(), 4));
    }

    @Test
    void blackHolePassesNoEndOn() throws Exception {
        Bench.Pair ended = bench.open();
        Bench.Pair reset = bench.open();
        bench.uplink.blackHole();
        ended.server().close();
        reset.server().setSoLinger(true, 0);
        reset.server().close();
        assertSilent(ended.client());
        assertSilent(reset.client());
        bench.uplink.restore();
        assertEnd(ended.client());
        assertReset(reset.client());
    }

    @Test
    void blackHoleAcceptsNewConnectionsThatBeginWhenItIsRestored() throws Exception {
        bench.uplink.blackHole();
        Socket client = bench.connect();
        send(client, "hello");
        bench.assertNoConnectionComes();
        bench.uplink.restore();
        assertEquals("hello", receive(bench.accept(), 5));
    }

    @Test
    void blackHoleForgetsAClientThatHasGivenUp() throws Exception {
        bench.uplink.blackHole();
        Socket gone = bench.connect();
        send(gone, "old");
        gone.close();
        Socket there = bench.connect();
        send(there, "new");
        bench.uplink.restore();
        assertEquals("new", receive(bench.accept(), 3));
        bench.awaitEvent("connection 1 dropped: its client has given up");
        bench.assertNoConnectionComes();
    }

    @Test
    void blackHoleAfterRefuseLetsClientsInAgain() throws Exception {
        bench.uplink.refuse();
        bench.uplink.blackHole();
        Socket client = bench.connect();
        send(client, "x");
        bench.assertNoConnectionComes();
        bench.uplink.cut();
        assertReset(client);
        bench.assertRefused();
    }

    @Test
    void halfOpenEndsTheServersSideOnly() throws Exception {
        Bench.Pair pair = bench.open();
        bench.uplink.halfOpen();
        assertReset(pair.server());
        for (int i = 0; i < 10; i++) {
            send(pair.client(), "into the void");
        }
        assertSilent(pair.client());
        assertEquals(0, bench.uplink.bytesFrom(Uplink.End.NEAR));
        bench.awaitEvent("half-open: 1 connection ended at the server, the client is not told");
        Bench.Pair whole = bench.open();
        assertPasses(whole.client(), whole.server(), "whole");
        bench.uplink.restore();
        assertReset(pair.client());
        assertPasses(whole.server(), whole.client(), "still whole");
    }

    @Test
    void halfOpenCanEndTheClientsSideInstead() throws Exception {
        Bench.Pair pair = bench.open();
        bench.uplink.halfOpen(Uplink.End.NEAR);
        assertReset(pair.client());
        send(pair.server(), "into the void");
        assertSilent(pair.server());
        assertEquals(1, bench.uplink.connections());
        pair.server().close();
        bench.awaitEvent("connection 1 ended by the server");
        assertEquals(0, bench.uplink.connections());
    }

    @Test
    void halfOpenEndsBothSidesOneAfterTheOther() throws Exception {
        Bench.Pair pair = bench.open();
        bench.uplink.halfOpen(Uplink.End.FAR);
        bench.uplink.halfOpen(Uplink.End.FAR);
        assertReset(pair.server());
        assertSilent(pair.client());
        bench.uplink.halfOpen(Uplink.End.NEAR);
        assertReset(pair.client());
        assertEquals(0, bench.uplink.connections());
    }

    @Test
    void restoreEndsLatencyToo() throws Exception {
        Bench.Pair pair = bench.open();
        bench.uplink.latency(Duration.ofHours(1), Duration.ZERO);
        send(pair.client(), "late");
        assertSilent(pair.server());
        bench.uplink.restore();
        assertEquals("late", receive(pair.server(), 4));
        assertPasses(pair.client(), pair.server(), "at once");
    }
}
