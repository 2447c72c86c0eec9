package io.aromabridge.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bench.load.ScriptedPeer.Deed;
import io.aromabridge.bench.load.ScriptedPeer.Script;
import io.aromabridge.testing.process.FreePorts;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The generator counts what a broker really did, and gives up on one that does nothing. */
@Timeout(20)
class GeneratorTest {
    private static final long STALL_MILLIS = 400;

    private static Load load(ScriptedPeer peer, int qos, int publishers, int messages, int rate) {
        return new Load(7, Way.through(peer.port()), qos, publishers, 16, messages, rate, STALL_MILLIS, 10_000);
    }

    private static LoadResult run(int qos, int publishers, int messages, int rate, Script script)
            throws IOException, InterruptedException {
        try (ScriptedPeer peer = ScriptedPeer.doing(script)) {
            return GeneratorMain.run(load(peer, qos, publishers, messages, rate));
        }
    }

    private static Script once(int which, Deed deed) {
        return before -> before == which ? deed : Deed.PASS;
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "0, 10, 0", "1, 1, 0", "1, 10, 0", "0, 1, 2000", "1, 1, 2000"})
    void aHealthyBrokerGetsAndGivesEverything(int qos, int publishers, int rate)
            throws IOException, InterruptedException {
        LoadResult result = run(qos, publishers, 300, rate, unused -> Deed.PASS);
        int total = 300 * publishers;
        assertEquals(new Counts(total, total, qos * total, total, 0, 0), result.counts(), result::failure);
        assertTrue(result.isComplete(), result::failure);
        assertTrue(result.nanos() > 0 && result.latency().p50() > 0, result::toString);
        assertTrue(result.latency().p99() >= result.latency().p50(), result::toString);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "1, 2000"})
    void aLostMessageIsMissed(int qos, int rate) throws IOException, InterruptedException {
        LoadResult result = run(qos, 1, 100, rate, once(50, Deed.LOSE));
        assertEquals(new Counts(100, 100, qos * 100, 99, 0, 0), result.counts(), result::failure);
        assertEquals("nothing moved for " + STALL_MILLIS + " ms", result.failure());
        assertFalse(result.isComplete());
    }

    @ParameterizedTest
    @CsvSource({"0", "2000"})
    void aRepeatedMessageIsCountedEvenIfItIsTheLast(int rate) throws IOException, InterruptedException {
        LoadResult result = run(1, 1, 100, rate, before -> before == 30 || before == 99 ? Deed.REPEAT : Deed.PASS);
        assertEquals(new Counts(100, 100, 100, 100, 2, 0), result.counts(), result::failure);
        assertTrue(result.isComplete(), result::failure);
    }

    @Test
    void anOvertakenMessageIsOutOfOrder() throws IOException, InterruptedException {
        LoadResult result = run(1, 1, 100, 0, once(30, Deed.DELAY));
        assertEquals(new Counts(100, 100, 100, 100, 0, 1), result.counts(), result::failure);
    }

    @ParameterizedTest
    @CsvSource({"0", "2000"})
    void aMissingAcknowledgementIsMissed(int rate) throws IOException, InterruptedException {
        LoadResult result = run(1, 1, 100, rate, once(99, Deed.NO_PUBACK));
        assertEquals(new Counts(100, 100, 99, 100, 0, 0), result.counts(), result::failure);
        assertFalse(result.isComplete());
    }

    @Test
    void aSecondAcknowledgementIsAFailure() throws IOException, InterruptedException {
        LoadResult result = run(1, 1, 100, 0, once(30, Deed.SECOND_PUBACK));
        assertTrue(result.failure().startsWith("publisher 0: PUBACK for 31, which is not"), result::failure);
    }

    @Test
    void aChangedMessageIsAFailure() throws IOException, InterruptedException {
        LoadResult result = run(1, 1, 100, 0, once(30, Deed.SHORTEN));
        assertTrue(result.failure().startsWith("the subscriber: "), result::failure);
        assertEquals(30, result.counts().received());
    }

    @ParameterizedTest
    @CsvSource({"0", "2000"})
    void aClosedConnectionIsAFailure(int rate) throws IOException, InterruptedException {
        LoadResult result = run(1, 1, 1000, rate, once(30, Deed.CLOSE));
        assertFalse(result.isComplete());
        assertFalse(result.failure().isEmpty());
    }

    @Test
    void theWindowIsNeverExceeded() throws IOException, InterruptedException {
        try (ScriptedPeer peer = ScriptedPeer.doing(unused -> Deed.NO_PUBACK)) {
            LoadResult result = GeneratorMain.run(load(peer, 1, 2, 100, 0));
            assertEquals(new Counts(200, 32, 0, 32, 0, 0), result.counts(), result::failure);
            assertEquals(32, peer.publishes());
        }
    }

    @Test
    void betweenTwoBrokersTheWindowIsOfWhatHasNotArrived() throws IOException, InterruptedException {
        try (ScriptedPeer near = ScriptedPeer.doing(unused -> Deed.PASS);
                ScriptedPeer far = ScriptedPeer.doing(unused -> Deed.PASS)) {
            Way way = Way.between(near.port(), far.port());
            LoadResult result = GeneratorMain.run(new Load(7, way, 1, 1, 16, 100, 0, STALL_MILLIS, 10_000));
            assertEquals(new Counts(100, 16, 16, 0, 0, 0), result.counts(), result::failure);
        }
    }

    @Test
    void packetIdentifiersStartAgainAfterTheLast() throws IOException, InterruptedException {
        LoadResult result = run(1, 1, 66_000, 0, unused -> Deed.PASS);
        assertEquals(new Counts(66_000, 66_000, 66_000, 66_000, 0, 0), result.counts(), result::failure);
    }

    @Test
    void aRefusedConnectionIsAFailure() throws IOException, InterruptedException {
        try (ScriptedPeer peer = new ScriptedPeer(5, unused -> Deed.PASS)) {
            LoadResult result = GeneratorMain.run(load(peer, 1, 1, 100, 0));
            assertEquals("the broker answered [32, 2, 0, 5] instead of [32, 2, 0, 0]", result.failure());
        }
    }

    @Test
    void aPortWithoutAListenerIsAFailure() throws IOException, InterruptedException {
        int port = FreePorts.one();
        LoadResult result = GeneratorMain.run(new Load(7, Way.through(port), 0, 1, 1, 10, 0, STALL_MILLIS, 1000));
        assertFalse(result.failure().isEmpty());
        assertEquals(10, result.counts().missing());
    }

    @Test
    void runsHaveTopicsOfTheirOwn() {
        Set<String> topics = new HashSet<>();
        for (int id = 1; id <= 3; id++) {
            Load load = new Load(id, Way.through(1), 0, 2, 1, 1, 0, 1, 1);
            topics.add(load.topic(0));
            topics.add(load.topic(1));
            topics.add(load.filter());
        }
        assertEquals(9, topics.size(), topics::toString);
    }
}
