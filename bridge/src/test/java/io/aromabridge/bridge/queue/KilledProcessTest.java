package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.queue.OutboundQueue.InFlightMessage;
import io.aromabridge.core.message.Message;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real process with a durable queue is killed at any point, again and again, with one folder. */
class KilledProcessTest {
    private static final Logger log = LoggerFactory.getLogger("io.aromabridge.bridge");

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(7);
    private final Set<Integer> promised = new HashSet<>();
    private final Set<Integer> acknowledged = new HashSet<>();
    private int again;
    private int waiting;

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        rounds(5);
    }

    @Tag("long")
    @Test
    void losesNothingThatWasAcknowledgedHoweverOften() throws Exception {
        rounds(60);
    }

    private void rounds(int count) throws Exception {
        int first = 0;
        for (int round = 0; round < count; round++) {
            SyncMode sync = List.of(SyncMode.values()).get(round % SyncMode.values().length);
            first = round(sync, first);
        }
        log.info(
                "killed {} times: {} messages promised, {} acknowledged upstream, {} sent again, {} waited, 0 lost",
                count,
                promised.size(),
                acknowledged.size(),
                again,
                waiting);
        assertTrue(promised.size() > 100 * count, promised.size() + " messages");
    }

    private int round(SyncMode sync, int first) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        KilledQueue.class.getName(),
                        folder.toString(),
                        sync.name(),
                        Integer.toString(first))
                .redirectError(folder.resolve("err").toFile())
                .start();
        Told told = new Told(first);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            int left = 1 + random.nextInt(5000);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // The last line may be cut off.
                if (line.matches("[pra] \\d+") && told.line(line) && --left == 0) {
                    // Process.destroyForcibly would throw away what it said and nobody has read yet.
                    assertTrue(process.toHandle().destroyForcibly(), "killed");
                }
            }
            assertTrue(left <= 0, "it ended by itself: " + Files.readString(folder.resolve("err")));
        } finally {
            var unused = process.destroyForcibly();
        }
        assertTrue(process.waitFor(10, TimeUnit.SECONDS), "it is gone");
        compare(sync, told.read);
        // What was written and not promised may have higher numbers than what was told.
        return told.next + 1000;
    }

    /** The class path of this process may be one of a runner's own making. */
    private static String classPath() throws Exception {
        List<String> places = new ArrayList<>();
        for (Class<?> one : List.of(
                KilledQueue.class,
                DurableQueue.class,
                Message.class,
                Logger.class,
                ch.qos.logback.classic.Logger.class,
                ch.qos.logback.core.Appender.class,
                NullMarked.class)) {
            places.add(Path.of(one.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return String.join(File.pathSeparator, places);
    }

    /** What one process said. */
    private final class Told {
        private final Set<Integer> read = new HashSet<>();
        private int next;

        Told(int next) {
            this.next = next;
        }

        boolean line(String line) {
            int number = Integer.parseInt(line.substring(2));
            next = Math.max(next, number + 1);
            return switch (line.charAt(0)) {
                case 'p' -> promised.add(number);
                case 'r' -> read.add(number);
                default -> acknowledged.add(number);
            };
        }
    }

    private void compare(SyncMode sync, Set<Integer> read) throws Exception {
        List<Integer> left = new ArrayList<>();
        QueueFixture.Recorder listener = new QueueFixture.Recorder(new ArrayList<>());
        try (DurableQueue queue = DurableQueue.open(
                KilledQueue.settings(folder, sync), Integer.MAX_VALUE, listener, InstantSource.system(), "check")) {
            for (Optional<InFlightMessage> entry = queue.next(); entry.isPresent(); entry = queue.next()) {
                left.add(Integer.valueOf(QueueFixture.text(entry.get().outbound())));
            }
        }
        assertEquals(List.copyOf(new TreeSet<>(left)), left, "each once, in order");
        Set<Integer> missing = new TreeSet<>(promised);
        missing.removeAll(acknowledged);
        left.forEach(missing::remove);
        assertEquals(Set.of(), missing, "lost");
        long sentAgain = left.stream().filter(read::contains).count();
        assertTrue(sentAgain <= KilledQueue.WINDOW, sentAgain + " are sent again");
        again += (int) sentAgain;
        waiting += left.size();
    }
}
