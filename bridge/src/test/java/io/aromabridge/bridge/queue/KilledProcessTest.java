package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.queue.OutboundQueue.InFlightMessage;
import io.aromabridge.testing.process.ChildCommand;
import io.aromabridge.testing.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real process with a durable queue is killed at any point, again and again, with one folder. */
class KilledProcessTest {
    private static final Logger log = LoggerFactory.getLogger("io.aromabridge.bridge");

    private static final Duration LIMIT = Duration.ofSeconds(10);

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
        Told told = new Told(first);
        int left = 1 + random.nextInt(5000);
        try (ChildProcess process = ChildCommand.java(
                        KilledQueue.class, folder.toString(), sync.name(), Integer.toString(first))
                .start("queue")) {
            Optional<String> line = process.out().next(LIMIT);
            while (line.isPresent()) {
                // The last line may be cut off.
                if (line.get().matches("[pra] \\d+") && told.line(line.get()) && --left == 0) {
                    process.kill();
                }
                line = process.out().next(LIMIT);
            }
            assertTrue(left <= 0, "it ended by itself, or printed nothing more: " + process);
        }
        compare(sync, told.read);
        // What was written and not promised may have higher numbers than what was told.
        return told.next + 1000;
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
