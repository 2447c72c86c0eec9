package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.pace.Pace;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralConnectionsTest {
    private static final SendPolicy TWO = new SendPolicy(2, Pace.NONE, Drain.FAIR, 0);

    private static BridgeSettings settings(ScriptedBroker cloud) throws Exception {
        return new BridgeSettings(
                        "bridge",
                        TestBridge.endpoint(cloud),
                        TestBridge.CLIENT,
                        TestBridge.tuning(10_000, 10_000),
                        QueueLimit.DEFAULT,
                        Routes.of(List.of(Route.out("out/#"), Route.in("in/#"))))
                .with(TWO);
    }

    private static void start(Bridge bridge) {
        bridge.startEmbedded(message -> CompletableFuture.completedStage(null));
    }

    /** The client id of a connection that is let in; a SUBSCRIBE is answered. */
    private static String welcome(Peer peer) throws Exception {
        RawPacket connect = peer.expect(RawPacket.CONNECT);
        peer.connack(0);
        String text = connect.text();
        return text.substring(text.indexOf(TestBridge.CLIENT));
    }

    @Test
    void haveNamesOfTheirOwnAndOneSubscribes() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge =
                        new Bridge(settings(cloud), Journal.none(), InstantSource.system(), new SplittableRandom(1))) {
            start(bridge);
            lines.await("INFO bridge: queue in memory: up to 10000 messages, then the oldest is dropped; messages in it"
                    + " are lost when this process ends; 2 connections, each as fast as they are acknowledged");
            Map<String, Peer> peers = new HashMap<>();
            for (int i = 0; i < 2; i++) {
                Peer peer = cloud.accept();
                peers.put(welcome(peer), peer);
            }
            assertEquals(new TreeSet<>(List.of("thing-1-1", "thing-1-2")), new TreeSet<>(peers.keySet()));
            Peer first = Objects.requireNonNull(peers.get("thing-1-1"));
            Peer second = Objects.requireNonNull(peers.get("thing-1-2"));
            lines.await("INFO cloud-2: online at " + TestBridge.endpoint(cloud).address());
            assertEquals("connecting", bridge.status().cloud().state(), "one is not yet");
            assertTrue(!bridge.online().toCompletableFuture().isDone(), "not all are");
            first.suback(first.expect(RawPacket.SUBSCRIBE).packetId(), 1);
            bridge.online().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertEquals(
                    List.of("online", "online"),
                    bridge.status().connections().stream()
                            .map(LinkStatus::state)
                            .toList());
            for (int i = 0; i < 40; i++) {
                TestBridge.publish(bridge, i % 10);
            }
            assertEquals(40, wholeTopics(bridge, first, 1) + wholeTopics(bridge, second, 2));
        }
    }

    /** How many come over one connection: of each topic all four. */
    private static int wholeTopics(Bridge bridge, Peer peer, int connection) throws Exception {
        int here = (int) Measured.value(bridge, "queued_total", "cloud", connection);
        Map<String, Integer> topics = new HashMap<>();
        for (int i = 0; i < here; i++) {
            topics.merge(peer.take().topic(), 1, Integer::sum);
        }
        assertTrue(topics.size() > 1, "topics on a connection: " + topics);
        assertTrue(topics.values().stream().allMatch(count -> count == 4), "all of a topic: " + topics);
        return here;
    }

    @Test
    void oneThatIsDownLeavesTheOthersAloneAndIsNamed(@TempDir Path folder) throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start()) {
            BridgeSettings memory = settings(cloud);
            BridgeSettings settings = new BridgeSettings(
                    memory.name(),
                    memory.cloud(),
                    memory.clientId(),
                    memory.tuning(),
                    Durable.in(folder),
                    Routes.of(List.of(Route.out("out/#"))),
                    TWO);
            TestClock clock = new TestClock();
            try (Bridge bridge = Bridge.open(settings, Journal.none(), clock, new SplittableRandom(1))) {
                start(bridge);
                Peer up = cloud.accept();
                Peer down = cloud.accept();
                String upId = welcome(up);
                down.expect(RawPacket.CONNECT);
                for (int i = 0; i < 10; i++) {
                    TestBridge.publish(bridge, i);
                }
                int number = Integer.parseInt(upId.substring(upId.length() - 1));
                int here = (int) Measured.value(bridge, "queued_total", "cloud", number);
                List<String> got = new ArrayList<>();
                for (int i = 0; i < here; i++) {
                    got.add(up.take().topic());
                }
                assertTrue(got.size() > 0 && got.size() < 10, "on this connection: " + got);
                clock.ahead(Duration.ofSeconds(31));
                String other = number == 1 ? "cloud-2" : "cloud";
                String problem = Measured.health(bridge);
                assertTrue(problem.contains("(" + other + ": connecting"), problem);
            }
        }
    }
}
