package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.ScriptedBroker.Packet;
import io.aromabridge.bridge.ScriptedBroker.Peer;
import io.aromabridge.core.journal.Journal;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledFanOut.class.getName(),
                        folder.toString())
                .redirectError(folder.resolve("err").toFile())
                .start();
        int acknowledged = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // What the logging says of itself, and a last line that is cut off, are no answers.
                if (line.equals(Integer.toString(acknowledged)) && ++acknowledged == after) {
                    assertTrue(process.toHandle().destroyForcibly(), "killed");
                }
            }
            assertTrue(acknowledged >= after, "it ended by itself: " + Files.readString(folder.resolve("err")));
        } finally {
            Process unused = process.destroyForcibly();
        }
        assertTrue(process.waitFor(10, TimeUnit.SECONDS), "it is gone");
        return acknowledged;
    }

    private static Map<String, List<Integer>> sentBy(Path folder) throws Exception {
        Map<String, List<Integer>> got = new TreeMap<>();
        try (ScriptedBroker cloud = new ScriptedBroker();
                Bridge bridge = Bridge.open(
                        KilledFanOut.settings(folder, cloud.endpoint()),
                        Journal.none(),
                        InstantSource.system(),
                        new SplittableRandom(1))) {
            int left = bridge.counters().depth();
            bridge.startEmbedded(message -> CompletableFuture.completedStage(null));
            try (Peer peer = cloud.welcome()) {
                for (int i = 0; i < left; i++) {
                    Packet packet = peer.take();
                    got.computeIfAbsent(packet.topic(), unused -> new ArrayList<>())
                            .add(Integer.valueOf(packet.payload()));
                }
            }
        }
        return got;
    }
}
