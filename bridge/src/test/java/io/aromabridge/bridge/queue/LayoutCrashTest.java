package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.aromabridge.bridge.log.LogFolder;
import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.pace.Pace;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.FakeDisk.Crash;
import io.aromabridge.bridge.queue.OutboundQueue.InFlightMessage;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.core.AromaException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Partitions whose number changes at random from life to life, on disks that end at any operation: nothing that was
 * promised is lost, and the messages of a topic leave in their order.
 */
class LayoutCrashTest {
    private static final int TOPICS = 6;
    private static final int LIVES = 5;

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.aromabridge.bridge");

    @BeforeEach
    void beQuiet() {
        logger.setLevel(Level.OFF);
    }

    @AfterEach
    void speak() {
        logger.setLevel(Level.INFO);
    }

    @Test
    void losesNothingAndKeepsTheOrderWhereverItEnds() throws AromaException {
        run(0, 300);
    }

    @Tag("long")
    @Test
    void losesNothingAndKeepsTheOrderWhereverItEndsWithManySeeds() throws AromaException {
        run(300, 20_000);
    }

    private void run(long first, int count) throws AromaException {
        int crashes = 0;
        int changes = 0;
        for (long seed = first; seed < first + count; seed++) {
            Run one = new Run(seed);
            one.run();
            crashes += one.crashes;
            changes += one.changes;
        }
        logger.setLevel(Level.INFO);
        logger.info("{} seeds, {} crashes, {} changes of the layout", count, crashes, changes);
        assertTrue(crashes > count && changes > count, crashes + " crashes, " + changes + " changes");
    }

    /** Disks that live and end together. */
    private static final class Disks implements DurablePartitions.Storage {
        private final SplittableRandom random;
        private final Map<String, FakeDisk> folders = new TreeMap<>();
        private final List<ManualThread> threads = new ArrayList<>();
        private int operations = Integer.MAX_VALUE;

        Disks(SplittableRandom random) {
            this.random = random;
        }

        @Override
        public LogFolder folder() {
            return folder("");
        }

        @Override
        public LogFolder folder(String partition) {
            FakeDisk disk = folders.computeIfAbsent(partition, name -> new FakeDisk(random.split()));
            if (operations < Integer.MAX_VALUE) {
                disk.crashAfter(random.nextInt(operations));
            }
            return disk;
        }

        @Override
        public void remove(String partition) {
            folders.remove(partition);
        }

        @Override
        public WriterThread thread(int number) {
            ManualThread thread = new ManualThread(Instant.EPOCH);
            threads.add(thread);
            return thread;
        }

        void begin(int operationsLeft, boolean powerLoss) {
            operations = operationsLeft;
            threads.clear();
            folders.values().forEach(powerLoss ? FakeDisk::afterPowerLoss : FakeDisk::afterKill);
        }

        void work() {
            List.copyOf(threads).forEach(thread -> thread.advance(Duration.ofMillis(10)));
        }
    }

    private static final class Run {
        private final long seed;
        private final SplittableRandom random;
        private final Disks disks;
        private final boolean powerLoss;
        private final Durable settings;
        private final int[] appended = new int[TOPICS];
        private final List<TreeSet<Integer>> promised = new ArrayList<>();
        /** The last of each topic that was sent in this life. */
        private final Map<Integer, Integer> last = new HashMap<>();

        private final List<List<InFlightMessage>> inFlight = new ArrayList<>();
        private int connections = 1;
        int crashes;
        int changes;

        Run(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.disks = new Disks(random.split());
            this.powerLoss = random.nextBoolean();
            SyncMode sync = powerLoss ? SyncMode.ALWAYS : SyncMode.INTERVAL;
            this.settings = new Durable(Path.of("fake"), sync, new QueueLimit(-1, WhenFull.DROP_OLDEST), 1024);
            for (int topic = 0; topic < TOPICS; topic++) {
                promised.add(new TreeSet<>());
            }
        }

        void run() throws AromaException {
            for (int life = 0; life < LIVES; life++) {
                try {
                    Partitions partitions = open(random.nextInt(3) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(60));
                    for (int step = random.nextInt(80); step >= 0; step--) {
                        step(partitions);
                    }
                    partitions.close();
                } catch (Crash crash) {
                    crashes++;
                }
            }
            Partitions partitions = open(Integer.MAX_VALUE);
            for (int idle = 0; idle < 3; idle++) {
                for (int link = 0; link < connections; link++) {
                    for (int more = 100; more > 0; more--) {
                        idle = read(partitions, link) ? 0 : idle;
                        acknowledge(partitions, link);
                    }
                }
                disks.work();
            }
            for (int topic = 0; topic < TOPICS; topic++) {
                assertEquals(new TreeSet<>(), promised.get(topic), "lost of topic " + topic + ", seed " + seed);
            }
        }

        private Partitions open(int operations) throws AromaException {
            int before = connections;
            connections = 1 + random.nextInt(3);
            changes += before == connections ? 0 : 1;
            disks.begin(operations, powerLoss);
            last.clear();
            inFlight.clear();
            for (int link = 0; link < connections; link++) {
                inFlight.add(new ArrayList<>());
            }
            Partitions partitions = DurablePartitions.open(
                    settings,
                    new SendPolicy(connections, Pace.NONE, random.nextBoolean() ? Drain.FAIR : Drain.BEFORE_NEW, 0),
                    disks,
                    4,
                    connection -> new DropsOnly((outbound, reason) -> {}));
            partitions.queues().forEach(OutboundQueue::online);
            if (seed % 2 == 0) {
                partitions.queues().forEach(queue -> queue.near(new ManualNear(disks.threads.get(0))));
            }
            return partitions;
        }

        private void step(Partitions partitions) {
            int link = random.nextInt(connections);
            switch (random.nextInt(6)) {
                case 0, 1 -> append(partitions, random.nextInt(TOPICS));
                case 2, 3 -> {
                    boolean unused = read(partitions, link);
                }
                case 4 -> acknowledge(partitions, link);
                default -> disks.work();
            }
        }

        private void append(Partitions partitions, int topic) {
            int number = ++appended[topic];
            var unused = partitions
                    .append(QueueFixture.outbound("t/" + topic, Integer.toString(number)))
                    .thenRun(() -> promised.get(topic).add(number));
        }

        private boolean read(Partitions partitions, int link) {
            Optional<InFlightMessage> next = partitions.queues().get(link).next();
            next.ifPresent(entry -> {
                int number = number(entry);
                int before = last.getOrDefault(topic(entry), 0);
                assertTrue(
                        number > before, "t/" + topic(entry) + ": " + number + " after " + before + ", seed " + seed);
                last.put(topic(entry), number);
                inFlight.get(link).add(entry);
            });
            return next.isPresent();
        }

        private void acknowledge(Partitions partitions, int link) {
            List<InFlightMessage> sent = inFlight.get(link);
            if (!sent.isEmpty()) {
                InFlightMessage entry = sent.remove(random.nextInt(sent.size()));
                promised.get(topic(entry)).remove(number(entry));
                partitions.queues().get(link).acknowledged(entry.position());
            }
        }

        private static int topic(InFlightMessage entry) {
            return Integer.parseInt(entry.outbound().message().topic().value().substring(2));
        }

        private static int number(InFlightMessage entry) {
            return Integer.parseInt(QueueFixture.text(entry.outbound()));
        }
    }
}
