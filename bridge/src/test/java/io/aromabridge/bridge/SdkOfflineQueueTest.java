package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.pace.Pace;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.queue.QueueSettings;
import io.aromabridge.bridge.queue.WhenFull;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.MessageSink;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The offline queue of the AWS IoT device SDK for Python, as its README and its integration tests tell of it, in memory
 * and in files; and that what the SDK loses while it drains is not lost here.
 */
class SdkOfflineQueueTest {
    private static final MessageSink NOWHERE = message -> CompletableFuture.completedStage(null);
    private static final double DRAIN_RATE = 500;

    @TempDir
    Path folder = Path.of("");

    private Bridge bridge(ScriptedBroker cloud, boolean durable, int size, WhenFull whenFull) throws Exception {
        QueueLimit limit = new QueueLimit(size, whenFull);
        QueueSettings queue = durable
                ? new QueueSettings.Durable(folder, SyncMode.NEVER, limit, 1 << 20)
                : new QueueSettings.Memory(limit);
        BridgeSettings settings = new BridgeSettings(
                        "bridge",
                        TestBridge.endpoint(cloud),
                        TestBridge.CLIENT,
                        TestBridge.tuning(10_000, 10_000),
                        queue,
                        Routes.of(List.of(Route.out("out/#"), Route.in("in/#"))))
                .with(new SendPolicy(1, Pace.NONE, Drain.BEFORE_NEW, DRAIN_RATE));
        return Bridge.open(settings, Journal.none(), InstantSource.system(), new SplittableRandom(1));
    }

    private static void publish(Bridge bridge, int from, int to) throws Exception {
        for (int i = from; i <= to; i++) {
            TestBridge.publish(bridge, i);
        }
    }

    private static List<Integer> take(Peer peer, int count) throws IOException {
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(Integer.valueOf(peer.take().payload()));
        }
        return taken;
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    @ParameterizedTest(name = "{0}, durable: {1}")
    @CsvSource({
        "DROP_OLDEST, false, 3, 7",
        "DROP_OLDEST, true,  3, 7",
        "DROP_NEWEST, false, 1, 5",
        "DROP_NEWEST, true,  1, 5"
    })
    void ofSevenRequestsAQueueOfFiveKeepsThese(WhenFull whenFull, boolean durable, int first, int last)
            throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = bridge(cloud, durable, 5, whenFull)) {
            publish(bridge, 1, 7);
            assertEquals(2, bridge.counters().dropped());
            bridge.startEmbedded(NOWHERE);
            try (Peer peer = cloud.welcomeSubscriber(1)) {
                assertEquals(range(first, last), take(peer, 5));
            }
        }
    }

    @ParameterizedTest(name = "{0}, durable: {1}")
    @CsvSource({
        "DROP_OLDEST, false,  9, 18",
        "DROP_OLDEST, true,   9, 18",
        "DROP_NEWEST, false, 4, 13",
        "DROP_NEWEST, true,  4, 13"
    })
    void anOutageWithFifteenMessagesLeavesTenOfThemBetweenThreeAndThree(
            WhenFull whenFull, boolean durable, int first, int last) throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = bridge(cloud, durable, 10, whenFull)) {
            bridge.startEmbedded(NOWHERE);
            try (Peer peer = cloud.welcomeSubscriber(1)) {
                TestBridge.done(bridge.online());
                publish(bridge, 1, 3);
                assertEquals(range(1, 3), take(peer, 3));
                awaitAcknowledged(bridge, 3);
            }
            lines.await("next try in");
            publish(bridge, 4, 18);
            try (Peer peer = cloud.welcome()) {
                RawPacket subscribe = peer.expect(RawPacket.SUBSCRIBE);
                // the queue is not drained before SUBACK
                peer.expectNothingFor(Duration.ofMillis(50));
                peer.suback(subscribe.packetId(), 1);
                List<Integer> taken = take(peer, 10);
                publish(bridge, 19, 21);
                taken.addAll(take(peer, 3));
                assertEquals(
                        Stream.concat(range(first, last).stream(), range(19, 21).stream())
                                .toList(),
                        taken);
            }
        }
    }

    @ParameterizedTest(name = "durable: {0}")
    @CsvSource({"false", "true"})
    void aSecondOutageWhileItDrainsLosesNothingAndKeepsTheOrder(boolean durable) throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = bridge(cloud, durable, -1, WhenFull.DROP_NEWEST)) {
            publish(bridge, 1, 15);
            bridge.startEmbedded(NOWHERE);
            List<Integer> acknowledged;
            try (Peer peer = cloud.welcomeSubscriber(1)) {
                acknowledged = take(peer, 5);
                awaitAcknowledged(bridge, 5);
                peer.expect(RawPacket.PUBLISH);
            }
            lines.await("next try in");
            publish(bridge, 16, 20);
            try (Peer peer = cloud.welcomeSubscriber(1)) {
                acknowledged.addAll(take(peer, 15));
                assertEquals(range(1, 20), acknowledged);
                awaitAcknowledged(bridge, 20);
                publish(bridge, 21, 21);
                assertEquals(List.of(21), take(peer, 1), "none is stranded");
            }
        }
    }

    /** The peer knows of its PUBACK sooner than the bridge. */
    private static void awaitAcknowledged(Bridge bridge, long count) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (bridge.counters().acknowledged() < count) {
            assertTrue(System.nanoTime() < end, () -> "acknowledged: " + bridge.counters());
            Thread.onSpinWait();
        }
    }
}
