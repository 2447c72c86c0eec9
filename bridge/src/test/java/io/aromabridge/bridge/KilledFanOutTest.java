package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import io.aromabridge.testing.process.ChildCommand;
import io.aromabridge.testing.process.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that fans out is killed at any point, and the next one sends what is left. */
class KilledFanOutTest {
    private static final int DEVICES = 40;
    private static final int MOST_COMMANDS = 12;

    @TempDir
    Path folder = Path.of("");

    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void everyDeviceGetsWhatWasAcknowledgedInOrder() throws Exception {
        rounds(2);
    }

    @Tag("long")
    @Test
    void everyDeviceGetsWhatWasAcknowledgedInOrderHoweverOften() throws Exception {
        rounds(50);
    }

    private void rounds(int count) throws Exception {
        for (int round = 0; round < count; round++) {
            Path one = Files.createDirectory(folder.resolve("round-" + round));
            Files.write(
                    one.resolve("list.txt"),
                    IntStream.range(0, DEVICES)
                            .mapToObj(i -> "ASN2A" + (10_000 + i))
                            .toList());
            int acknowledged = killed(one, 1 + random.nextInt(MOST_COMMANDS));
            Map<String, List<Integer>> got = sentBy(one);
            assertEquals(DEVICES, got.size(), "devices that got something");
            got.forEach((device, numbers) -> {
                List<Integer> inOrder =
                        IntStream.range(0, numbers.size()).boxed().toList();
                assertEquals(inOrder, numbers, device);
                assertTrue(numbers.size() >= acknowledged, device + " got " + numbers + " of " + acknowledged);
            });
        }
    }

    /** Kills a process after it was answered for so many commands; how many it was answered for in the end. */
    private static int killed(Path folder, int after) throws Exception {
        try (ChildProcess process =
                ChildCommand.java(KilledFanOut.class, folder.toString()).start("fan-out")) {
            String unused = process.out().await("^" + (after - 1) + "$");
            process.kill();
            int acknowledged = 0;
            for (String line : process.out().awaitEnd()) {
                // Lines of the log, and a last line that is cut off, are no answers.
                if (line.equals(Integer.toString(acknowledged))) {
                    acknowledged++;
                }
            }
            return acknowledged;
        }
    }

    private static Map<String, List<Integer>> sentBy(Path folder) throws Exception {
        Map<String, List<Integer>> got = new TreeMap<>();
        try (ScriptedBroker cloud = ScriptedBroker.start();
                Bridge bridge = Bridge.open(
                        KilledFanOut.settings(folder, TestBridge.endpoint(cloud)),
                        Journal.none(),
                        InstantSource.system(),
                        new SplittableRandom(1))) {
            int left = bridge.counters().depth();
            bridge.startEmbedded(message -> CompletableFuture.completedStage(null));
            try (Peer peer = cloud.welcome()) {
                for (int i = 0; i < left; i++) {
                    RawPacket packet = peer.take();
                    got.computeIfAbsent(packet.topic(), unused -> new ArrayList<>())
                            .add(Integer.valueOf(packet.payload()));
                }
            }
        }
        return got;
    }
}
