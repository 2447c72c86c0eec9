package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.queue.WhenFull;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static List<String> lines(Journal journal) {
        return journal.hops().stream()
                .map(hop -> hop.step() + " " + hop.message().payload().text() + " " + hop.note())
                .toList();
    }

    @Test
    void showsTheWayOutOfTheVeryMessageThatCame() throws Exception {
        Journal journal = Journal.inMemory(10);
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = TestBridge.to(
                        TestBridge.endpoint(cloud),
                        TestBridge.tuning(10_000, 10_000),
                        journal,
                        Route.out("a").as("b"))) {
            Message message = Message.of("a", "x", QoS.AT_MOST_ONCE);
            TestBridge.done(bridge.tap().accept(message));
            bridge.startEmbedded(in -> CompletableFuture.completedStage(null));
            try (Peer peer = cloud.welcome()) {
                peer.take();
                bridge.close();
            }
            assertEquals(List.of("QUEUED x as b", "IN_FLIGHT x as b", "FORWARDED x as b"), lines(journal));
            for (Hop hop : journal.hops()) {
                assertSame(message, hop.message());
                assertEquals("bridge " + TestBridge.CLIENT, hop.place() + " " + hop.client());
            }
        }
    }

    @Test
    void showsWhatWasDroppedAndWhy() throws Exception {
        Journal journal = Journal.inMemory(10);
        BridgeSettings settings = new BridgeSettings(
                "bridge",
                new Endpoint("127.0.0.1", 1, Optional.empty(), Optional.empty()),
                TestBridge.CLIENT,
                TestBridge.tuning(1000, 1000),
                new QueueLimit(1, WhenFull.DROP_OLDEST),
                Routes.of(List.of(Route.out("out/#"))));
        try (Bridge bridge = new Bridge(settings, journal, () -> Instant.EPOCH, new SplittableRandom(1))) {
            TestBridge.publish(bridge, 0);
            TestBridge.publish(bridge, 1);
            assertEquals(
                    List.of("QUEUED 0 ", "DROPPED 0 the queue was full, the oldest goes", "QUEUED 1 "), lines(journal));
            assertEquals(new BridgeCounters(2, 0, 0, 1, 1, 0, 0), bridge.counters());
        }
    }
}
