package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.queue.OutboundQueue.InFlightMessage;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The durable queue with a real folder, clock and thread. */
class DiskQueueTest {
    @TempDir
    Path folder;

    private DurableQueue open(SyncMode sync, int window) throws AromaException {
        Durable settings = new Durable(folder, sync, new QueueLimit(-1, WhenFull.DROP_OLDEST), 1 << 20);
        QueueFixture.Recorder listener = new QueueFixture.Recorder(new ArrayList<>());
        return DurableQueue.open(settings, window, listener, InstantSource.system(), "queue");
    }

    private static CompletableFuture<Void> append(DurableQueue queue, int number, int size) {
        Message message = Message.of("t", number + " " + "x".repeat(size), QoS.AT_LEAST_ONCE);
        return queue.append(new QueuedMessage(message, message)).toCompletableFuture();
    }

    private static int number(InFlightMessage entry) {
        String text = QueueFixture.text(entry.outbound());
        return Integer.parseInt(text.substring(0, text.indexOf(' ')));
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void handsOverMoreThanFitsInMemoryInOrderBeforeAndAfterARestart(SyncMode sync) throws Exception {
        int count = 6000;
        try (DurableQueue queue = open(sync, count)) {
            List<CompletableFuture<Void>> answers = IntStream.range(0, count)
                    .mapToObj(i -> append(queue, i, 1000))
                    .toList();
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
            for (int i = 0; i < count / 2; i++) {
                InFlightMessage entry = queue.next().orElseThrow();
                assertEquals(i, number(entry));
                queue.acknowledged(entry.position());
            }
        }
        try (DurableQueue queue = open(sync, count)) {
            for (int i = count / 2; i < count; i++) {
                assertEquals(i, number(queue.next().orElseThrow()));
            }
            assertEquals(Optional.empty(), queue.next());
        }
        try (Stream<Path> files = Files.list(folder.resolve("partition-0"))) {
            long segments =
                    files.filter(file -> file.toString().endsWith(".log")).count();
            assertTrue(segments <= 5, segments + " files of 1 MiB for 3 MB");
        }
    }

    @Test
    void givesALinkAllThatComesWhileItReads() throws Exception {
        int count = 20_000;
        try (DurableQueue queue = open(SyncMode.INTERVAL, 100)) {
            Semaphore available = new Semaphore(0);
            queue.onAvailable(available::release);
            for (int i = 0; i < count; i++) {
                CompletableFuture<Void> unused = append(queue, i, 10);
            }
            for (int i = 0; i < count; ) {
                Optional<InFlightMessage> next = queue.next();
                if (next.isEmpty()) {
                    assertTrue(available.tryAcquire(10, TimeUnit.SECONDS), "told of what comes after " + i);
                } else {
                    assertEquals(i++, number(next.get()));
                    queue.acknowledged(next.get().position());
                }
            }
        }
        try (Stream<Path> files = Files.list(folder.resolve("partition-0"))) {
            assertEquals(
                    List.of(".lock"), files.map(file -> file.getFileName() + "").toList(), "it ends empty");
        }
    }

    @Test
    void belongsToOneAtATime() throws Exception {
        try (DurableQueue first = open(SyncMode.INTERVAL, 1)) {
            assertEquals(0, first.counters().depth());
            AromaException refused = assertThrows(AromaException.class, () -> open(SyncMode.INTERVAL, 1));
            assertEquals(
                    "queue folder " + folder.resolve("partition-0")
                            + " is in use by another bridge; end that one, or give each its own folder",
                    refused.getMessage());
        }
        open(SyncMode.INTERVAL, 1).close();
    }

    @Test
    void saysWhyAFolderCannotBeUsed() throws Exception {
        Files.writeString(folder.resolve("partition-0"), "a file");
        AromaException refused = assertThrows(AromaException.class, () -> open(SyncMode.INTERVAL, 1));
        assertTrue(
                refused.toString().endsWith("; it must be a folder that this user may write to"), refused.toString());
    }
}
