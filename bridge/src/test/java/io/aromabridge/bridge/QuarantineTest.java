package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message on which the other side hangs up each time. */
class QuarantineTest {
    @TempDir
    Path folder;

    private final Measured measured = new Measured();

    private Bridge open(ScriptedBroker cloud) throws Exception {
        BridgeSettings settings = new BridgeSettings(
                "bridge",
                TestBridge.endpoint(cloud),
                TestBridge.CLIENT,
                TestBridge.tuning(10_000, 10_000),
                Durable.in(folder),
                Routes.of(List.of(Route.out("out/#"))));
        Bridge bridge = Bridge.open(settings, measured, InstantSource.system(), new SplittableRandom(1));
        bridge.startEmbedded(message -> CompletableFuture.completedStage(null));
        return bridge;
    }

    private static RawPacket read(Peer peer) throws Exception {
        return peer.expect(RawPacket.PUBLISH);
    }

    @Test
    void isSetAsideAndTheOthersGoOn() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = open(cloud)) {
            TestBridge.publish(bridge, 0);
            TestBridge.done(bridge.tap().accept(Message.of("out/\"1\"", "poi\\son", QoS.AT_LEAST_ONCE)));
            TestBridge.publish(bridge, 2);
            try (Peer peer = cloud.welcome()) {
                assertEquals("0", peer.take().payload());
                measured.awaitForwarded(1);
                assertEquals("poi\\son", read(peer).payload());
            }
            try (Peer peer = cloud.welcome()) {
                assertEquals("poi\\son", read(peer).payload());
                assertEquals("2", read(peer).payload(), "all are sent still");
            }
            for (int i = 0; i < 3; i++) {
                try (Peer peer = cloud.welcome()) {
                    assertEquals("poi\\son", read(peer).payload());
                    // it is alone
                    peer.expectNothingFor(Duration.ofMillis(100));
                }
            }
            List<String> after = new ArrayList<>();
            try (Peer peer = cloud.welcome()) {
                after.add(peer.take().payload());
                measured.awaitForwarded(1);
            }
            assertEquals(List.of("2"), after);
            String line = lines.await(TestBridge.endpoint(cloud).address() + " closed the connection 3 times in a row");
            assertTrue(line.startsWith("WARN cloud: "), line);
            assertTrue(line.contains("7 bytes on out/\"1\""), line);
            assertTrue(line.contains("client thing-1"), line);
            checkFile(TestBridge.endpoint(cloud).address());
            assertEquals(1, bridge.counters().dropped());
            assertEquals(0, bridge.counters().depth());
        }
    }

    private void checkFile(String address) throws Exception {
        List<String> file = Files.readAllLines(folder.resolve("quarantine.jsonl"));
        assertEquals(1, file.size());
        String line = file.get(0);
        assertTrue(line.startsWith("{\"at\":\"20"), line);
        assertTrue(
                line.contains("\",\"topic\":\"out/\\\"1\\\"\",\"qos\":1,\"retain\":false,\"payload\":\"cG9pXHNvbg==\","
                        + "\"reason\":\"" + address + " closed the connection 3 times"),
                line);
    }

    @Test
    void isNotAssumedWhenAMessageIsAcknowledgedInBetween() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = open(cloud)) {
            TestBridge.publish(bridge, 0);
            TestBridge.publish(bridge, 1);
            for (int i = 0; i < 3; i++) {
                try (Peer peer = cloud.welcome()) {
                    assertEquals("0", read(peer).payload());
                }
            }
            try (Peer peer = cloud.welcome()) {
                assertEquals("0", peer.take().payload());
                assertEquals("1", peer.take().payload());
                measured.awaitForwarded(2);
            }
            assertEquals(0, bridge.counters().dropped());
            assertTrue(Files.notExists(folder.resolve("quarantine.jsonl")), "no file");
        }
    }
}
