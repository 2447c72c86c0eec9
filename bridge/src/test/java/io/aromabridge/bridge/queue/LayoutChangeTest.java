package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.pace.Pace;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.OutboundQueue.InFlightMessage;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.core.AromaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another number of connections than at the start before. */
class LayoutChangeTest {
    @TempDir
    Path folder;

    private Partitions open(int connections) throws AromaException {
        return Partitions.open(
                Durable.in(folder),
                new SendPolicy(connections, Pace.NONE, Drain.FAIR, 0),
                100,
                connection -> new QueueFixture.Recorder(new ArrayList<>()),
                InstantSource.system(),
                "queue");
    }

    private static void add(Partitions partitions, String topic, String text) throws Exception {
        CompletableFuture<Void> answer =
                partitions.append(QueueFixture.outbound(topic, text)).toCompletableFuture();
        answer.get(10, TimeUnit.SECONDS);
    }

    private static void fill(Partitions partitions, String text) throws Exception {
        for (int i = 0; i < 20; i++) {
            add(partitions, "t/" + i, text);
        }
    }

    private List<String> names() throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("partition-"))
                    .sorted()
                    .toList();
        }
    }

    private static List<InFlightMessage> read(OutboundQueue queue) {
        List<InFlightMessage> read = new ArrayList<>();
        for (Optional<InFlightMessage> next = queue.next(); next.isPresent(); next = queue.next()) {
            read.add(next.get());
        }
        return read;
    }

    @Test
    void putsEachTopicIntoOnePartitionAlways() throws Exception {
        try (Partitions partitions = open(4)) {
            fill(partitions, "1");
            fill(partitions, "2");
            for (OutboundQueue queue : partitions.queues()) {
                List<String> topics = read(queue).stream()
                        .map(entry -> entry.outbound().message().topic().value())
                        .toList();
                int half = topics.size() / 2;
                assertTrue(half > 1, "20 topics fall to all of 4: " + topics);
                assertEquals(topics.subList(0, half), topics.subList(half, 2 * half));
            }
            assertEquals(40, partitions.counters().depth());
            assertEquals(40, partitions.counters().inFlight());
        }
    }

    @Test
    void readsTheNewPartitionsOnlyWhenTheOldOnesAreEmpty() throws Exception {
        try (Partitions partitions = open(3)) {
            fill(partitions, "old");
        }
        try (Partitions partitions = open(2)) {
            fill(partitions, "new");
            List<Integer> told = new ArrayList<>();
            partitions.queues().get(0).onAvailable(() -> told.add(0));
            partitions.queues().forEach(OutboundQueue::online);
            List<List<InFlightMessage>> read =
                    partitions.queues().stream().map(LayoutChangeTest::read).toList();
            List<String> texts = read.stream()
                    .flatMap(List::stream)
                    .map(entry -> QueueFixture.text(entry.outbound()))
                    .distinct()
                    .toList();
            assertEquals(List.of("old"), texts);
            assertEquals(20, read.get(0).size() + read.get(1).size());
            read.get(0).forEach(entry -> partitions.queues().get(0).acknowledged(entry.position()));
            assertEquals(List.of(), read(partitions.queues().get(0)), "the other link is not done");
            told.clear();
            read.get(1).forEach(entry -> partitions.queues().get(1).acknowledged(entry.position()));
            assertTrue(!told.isEmpty(), "the first link is told when the second is done");
            assertEquals(
                    20,
                    read(partitions.queues().get(0)).size()
                            + read(partitions.queues().get(1)).size());
        }
        assertEquals(List.of("partition-0", "partition-1", "partition-2", "partition-3", "partition-4"), names());
    }

    @Test
    void drainsEachTimeBeforeTheNext() throws Exception {
        for (int connections : List.of(1, 3, 1, 2)) {
            try (Partitions partitions = open(connections)) {
                fill(partitions, names().size() + " partitions");
            }
        }
        assertEquals(7, names().size(), names().toString());
        List<String> order = new ArrayList<>();
        try (Partitions partitions = open(1)) {
            OutboundQueue queue = partitions.queues().get(0);
            queue.online();
            for (List<InFlightMessage> read = read(queue); !read.isEmpty(); read = read(queue)) {
                read.forEach(entry -> {
                    order.add(QueueFixture.text(entry.outbound()));
                    queue.acknowledged(entry.position());
                });
            }
        }
        assertEquals(80, order.size());
        assertEquals(
                List.of("1 partitions", "4 partitions", "5 partitions", "7 partitions"),
                order.stream().distinct().toList());
        assertEquals(order.stream().sorted().toList(), order, "one after the other");
        open(1).close();
        assertEquals(List.of("partition-7"), names(), "the empty ones are gone");
    }

    @Test
    void startsAfreshWhenNothingIsLeft() throws Exception {
        open(1).close();
        open(2).close();
        assertEquals(List.of("partition-1", "partition-2"), names());
        open(2).close();
        assertEquals(List.of("partition-1", "partition-2"), names());
    }

    @Test
    void letsOneUserIn() throws Exception {
        try (Partitions first = open(2)) {
            AromaException refused = assertThrows(AromaException.class, () -> open(3));
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("is in use by another bridge"), refused.toString());
            assertEquals(0, first.counters().depth());
        }
        open(3).close();
    }

    @Test
    void keepsAFolderInWhichADamagedFileWasPutAside() throws Exception {
        open(1).close();
        Files.writeString(folder.resolve("partition-0").resolve("segment-0000000000000000001.log.damaged"), "x");
        open(2).close();
        assertEquals(List.of("partition-0", "partition-1", "partition-2"), names());
        try (Partitions again = open(2)) {
            assertEquals(0, again.counters().depth());
        }
    }

    @Test
    void dividesTheLimits() {
        assertEquals(new QueueLimit(4, 34, WhenFull.REJECT), new QueueLimit(10, 100, WhenFull.REJECT).share(3));
        assertEquals(new QueueLimit(-1, WhenFull.REJECT), new QueueLimit(-1, WhenFull.REJECT).share(3));
        assertEquals(new QueueLimit(0, WhenFull.REJECT), new QueueLimit(0, WhenFull.REJECT).share(3));
        assertEquals(QueueLimit.DURABLE_DEFAULT, QueueLimit.DURABLE_DEFAULT.share(1));
        assertEquals(SyncMode.INTERVAL, Durable.in(folder).share(2).sync(), "the rest stays");
    }
}
