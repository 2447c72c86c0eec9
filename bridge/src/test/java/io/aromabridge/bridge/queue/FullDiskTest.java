package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A disk that is full, or fails, is no reason to end. */
class FullDiskTest {
    private static final Duration SOME_TIME = Duration.ofSeconds(2);

    private final FakeDisk disk = new FakeDisk(new SplittableRandom(1));
    private final List<String> steps = new ArrayList<>();
    private ManualThread thread = new ManualThread(Instant.EPOCH);

    private OutboundQueue queue(WhenFull whenFull, SyncMode sync) throws IOException {
        thread = new ManualThread(thread.instant());
        Durable settings = new Durable(Path.of("fake"), sync, new QueueLimit(-1, whenFull), 4096);
        return QueueFixture.open(disk, settings, steps, thread);
    }

    private CompletableFuture<Void> append(OutboundQueue queue, int number) {
        CompletableFuture<Void> answer = QueueFixture.append(queue, number);
        thread.run();
        return answer;
    }

    private void fill(OutboundQueue queue, int count) {
        for (int i = 0; i < count; i++) {
            assertTrue(append(queue, i).isDone(), i + " is taken");
        }
        assertTrue(queue.problem().isEmpty(), queue.problem().toString());
    }

    @Test
    void dropsTheNewestUntilThereIsSpace() throws IOException {
        OutboundQueue queue = queue(WhenFull.DROP_NEWEST, SyncMode.INTERVAL);
        fill(queue, 2);
        disk.capacity = 0;
        assertTrue(append(queue, 2).isDone(), "dropped by policy");
        assertTrue(
                queue.problem().orElse("").contains("No space left"),
                queue.problem().toString());
        disk.capacity = Long.MAX_VALUE;
        thread.advance(SOME_TIME);
        assertTrue(queue.problem().isEmpty(), "it has tried again by itself");
        assertTrue(append(queue, 3).isDone(), "taken");
        assertEquals(Map.of(DropReason.STORAGE, 1L), queue.counters().dropped());
        assertEquals(List.of(0, 1, 3), QueueFixture.drain(queue));
        assertEquals(List.of(0, 1, 3), QueueFixture.drain(queue(WhenFull.DROP_NEWEST, SyncMode.INTERVAL)));
    }

    @Test
    void dropsTheOldestFileForWhatComes() throws IOException {
        OutboundQueue queue = queue(WhenFull.DROP_OLDEST, SyncMode.INTERVAL);
        fill(queue, 300);
        int files = disk.names().size();
        assertTrue(files > 2, files + " files");
        disk.capacity = used();
        assertTrue(append(queue, 300).isDone(), "taken, for older ones");
        assertTrue(queue.problem().isEmpty(), queue.problem().toString());
        List<Integer> left = QueueFixture.drain(queue);
        assertEquals(300, left.get(left.size() - 1));
        assertTrue(left.get(0) > 0, "the first of " + left + " was in the oldest file");
        assertEquals(left.get(0), Math.toIntExact(queue.counters().dropped().getOrDefault(DropReason.OLDEST, 0L)));
        assertEquals(left, QueueFixture.drain(queue(WhenFull.DROP_OLDEST, SyncMode.INTERVAL)));
    }

    private long used() throws IOException {
        long used = 0;
        for (String name : disk.names()) {
            used += disk.size(name);
        }
        return used;
    }

    @Test
    void makesTheSenderWaitIfNothingMayGo() throws IOException {
        OutboundQueue queue = queue(WhenFull.REJECT, SyncMode.INTERVAL);
        fill(queue, 1);
        disk.capacity = 0;
        CompletableFuture<Void> early = append(queue, 1);
        thread.advance(Duration.ofSeconds(5));
        CompletableFuture<Void> late = append(queue, 2);
        thread.advance(Duration.ofSeconds(6));
        assertTrue(early.isCompletedExceptionally(), "refused after 10 s");
        assertFalse(late.isDone(), "it waits");
        disk.capacity = Long.MAX_VALUE;
        thread.advance(SOME_TIME);
        assertTrue(late.isDone() && !late.isCompletedExceptionally(), "taken");
        assertEquals(List.of(0, 2), QueueFixture.drain(queue(WhenFull.REJECT, SyncMode.INTERVAL)));
    }

    @Test
    void goesOnSendingAndFreesSpaceByThat() throws IOException {
        OutboundQueue queue = queue(WhenFull.DROP_NEWEST, SyncMode.ALWAYS);
        fill(queue, 300);
        disk.capacity = 0;
        assertTrue(append(queue, 300).isDone(), "dropped by policy");
        for (int i = 0; i < 300; i++) {
            queue.acknowledged(queue.next().orElseThrow().position());
            thread.run();
        }
        thread.advance(Duration.ofMillis(5));
        assertEquals(List.of(), disk.names());
        assertTrue(queue.problem().isPresent(), "still full");
    }

    @Test
    void writesAgainWhatADiskThatFailedToSyncMayHaveLost() throws IOException {
        OutboundQueue queue = queue(WhenFull.DROP_NEWEST, SyncMode.INTERVAL);
        fill(queue, 3);
        queue.acknowledged(queue.next().orElseThrow().position());
        thread.run();
        disk.syncsToFail = 1;
        thread.advance(Duration.ofMillis(5));
        assertTrue(queue.problem().isPresent(), "it could not be synced");
        thread.advance(SOME_TIME);
        assertTrue(queue.problem().isEmpty(), queue.problem().toString());
        disk.afterPowerLoss();
        assertEquals(List.of(1, 2), QueueFixture.drain(queue(WhenFull.DROP_NEWEST, SyncMode.INTERVAL)));
    }
}
