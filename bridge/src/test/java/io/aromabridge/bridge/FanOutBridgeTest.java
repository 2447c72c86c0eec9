package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.fanout.FanOut;
import io.aromabridge.bridge.fanout.FanOutSettings;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.queue.QueueSettings;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.queue.WhenFull;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Hop.Step;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fan-out makes of one message goes through the queue as any message does. */
class FanOutBridgeTest {
    private static final String TOPIC = "aromabridge/fanout/spectators";

    /** Nobody is there: a bridge that is not started does not ask. */
    private static final Endpoint NOWHERE = new Endpoint("127.0.0.1", 1, Optional.empty(), Optional.empty());

    @TempDir
    Path folder = Path.of("");

    private BridgeSettings settings(Endpoint cloud, QueueSettings queue, int devices) throws Exception {
        Path list = Files.writeString(
                folder.resolve("list.txt"),
                IntStream.range(0, devices)
                        .mapToObj(i -> "ASN2A" + (10_000 + i))
                        .collect(Collectors.joining("\n")));
        Routes routes = Routes.of(List.of(), List.of(FanOut.open(FanOutSettings.of(TOPIC, list))));
        return new BridgeSettings("bridge", cloud, TestBridge.CLIENT, TestBridge.tuning(10_000, 10_000), queue, routes);
    }

    private Durable durable(QueueLimit limit) {
        Durable usual = Durable.in(folder.resolve("queue"));
        return new Durable(usual.folder(), usual.sync(), limit, usual.segmentBytes());
    }

    private static Bridge open(BridgeSettings settings, Journal journal) throws Exception {
        return Bridge.open(settings, journal, InstantSource.system(), new SplittableRandom(1));
    }

    private static CompletableFuture<Void> command(Bridge bridge, int number) {
        return bridge.tap()
                .accept(Message.of(TOPIC, Integer.toString(number), QoS.AT_LEAST_ONCE))
                .toCompletableFuture();
    }

    @Test
    void isAnsweredForWhenAllOfItIsKept() throws Exception {
        int devices = 10_000;
        try (Bridge bridge = open(settings(NOWHERE, durable(QueueLimit.DURABLE_DEFAULT), devices), Journal.none())) {
            TestBridge.done(command(bridge, 1));
            assertEquals(devices, bridge.counters().depth());
        }
    }

    @Test
    void reachesEachDeviceInOrderOverABreak() throws Exception {
        int devices = 20;
        int commands = 3;
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = open(
                        settings(TestBridge.endpoint(cloud), durable(QueueLimit.DURABLE_DEFAULT), devices),
                        Journal.none())) {
            bridge.startEmbedded(message -> CompletableFuture.completedStage(null));
            for (int i = 0; i < commands; i++) {
                TestBridge.done(command(bridge, i));
            }
            Map<String, List<String>> seen = new HashMap<>();
            try (Peer peer = cloud.welcome()) {
                for (int i = 0; i < devices / 2; i++) {
                    take(peer, seen);
                }
            }
            try (Peer peer = cloud.welcome()) {
                while (seen.size() < devices || !all(seen, commands)) {
                    take(peer, seen);
                }
            }
            assertEquals(devices, seen.size());
            seen.forEach((topic, payloads) -> assertEquals(
                    List.of("0", "1", "2"), payloads.stream().distinct().toList(), topic + ": " + payloads));
        }
    }

    private static boolean all(Map<String, List<String>> seen, int commands) {
        return seen.values().stream().allMatch(payloads -> payloads.contains(Integer.toString(commands - 1)));
    }

    private static void take(Peer peer, Map<String, List<String>> seen) throws Exception {
        RawPacket packet = peer.take();
        seen.computeIfAbsent(packet.topic(), unused -> new ArrayList<>()).add(packet.payload());
    }

    @Test
    void isRefusedIfPartOfItIsNotKept() throws Exception {
        QueueLimit limit = new QueueLimit(3, WhenFull.REJECT);
        try (Bridge bridge = open(settings(NOWHERE, new QueueSettings.Memory(limit), 5), Journal.none())) {
            CompletableFuture<Void> answer = command(bridge, 1);
            assertThrows(ExecutionException.class, () -> answer.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void isNotAnsweredForWhileAPartWaitsForRoom() throws Exception {
        QueueLimit limit = new QueueLimit(3, WhenFull.REJECT);
        try (Bridge bridge = open(settings(NOWHERE, durable(limit), 5), Journal.none())) {
            CompletableFuture<Void> answer = command(bridge, 1);
            assertThrows(
                    java.util.concurrent.TimeoutException.class,
                    () -> answer.get(100, TimeUnit.MILLISECONDS),
                    "two of five have no room");
            assertFalse(answer.isDone());
        }
    }

    @Test
    void losesByPolicyWhatHasNoRoom() throws Exception {
        QueueLimit limit = new QueueLimit(3, WhenFull.DROP_OLDEST);
        Journal journal = Journal.inMemory(100);
        try (Bridge bridge = open(settings(NOWHERE, new QueueSettings.Memory(limit), 5), journal)) {
            TestBridge.done(command(bridge, 1));
            assertEquals(3, bridge.counters().depth());
            List<String> dropped = journal.hops().stream()
                    .filter(hop -> hop.step() == Step.DROPPED)
                    .map(Hop::note)
                    .toList();
            assertEquals(
                    List.of(
                            "the queue was full, the oldest goes; as"
                                    + " aromajoin/aromashooter/ASN2A10000/command/diffuse",
                            "the queue was full, the oldest goes; as"
                                    + " aromajoin/aromashooter/ASN2A10001/command/diffuse"),
                    dropped);
        }
    }

    @Test
    void leavesAHopForEachDevice() throws Exception {
        Journal journal = Journal.inMemory(100);
        try (Bridge bridge = open(settings(NOWHERE, new QueueSettings.Memory(QueueLimit.DEFAULT), 5), journal)) {
            TestBridge.done(command(bridge, 1));
            assertEquals(
                    IntStream.range(0, 5)
                            .mapToObj(i -> "as aromajoin/aromashooter/ASN2A1000" + i + "/command/diffuse")
                            .toList(),
                    journal.hops().stream().map(Hop::note).toList());
            assertTrue(journal.hops().stream()
                    .allMatch(hop -> hop.message().topic().value().equals(TOPIC)));
        }
    }
}
