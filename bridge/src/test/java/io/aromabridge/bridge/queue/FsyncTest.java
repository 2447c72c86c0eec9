package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** With {@code interval} the disk gets in time what would be missed there, and is left alone with what would not. */
class FsyncTest {
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final FakeDisk disk = new FakeDisk(new SplittableRandom(1));
    private final ManualThread thread = new ManualThread(Instant.EPOCH);

    private OutboundQueue queue() throws IOException {
        Durable settings =
                new Durable(Path.of("fake"), SyncMode.INTERVAL, new QueueLimit(-1, WhenFull.DROP_NEWEST), 1024 * 1024);
        return QueueFixture.open(disk, settings, new ArrayList<>(), thread);
    }

    private void append(OutboundQueue queue, int number) {
        CompletableFuture<Void> answer = QueueFixture.append(queue, number);
        thread.run();
        assertTrue(answer.isDone(), number + " is taken");
    }

    /** The other side has the next one; its tombstone is written with what comes next, or 5 ms later. */
    private static void acknowledge(OutboundQueue queue) {
        queue.acknowledged(queue.next().orElseThrow().position());
    }

    /** A message each millisecond, which gets its tombstone before the next but one comes. */
    private void flow(OutboundQueue queue, int count) {
        for (int i = 0; i < count; i++) {
            append(queue, i);
            acknowledge(queue);
            thread.advance(MILLISECOND);
        }
    }

    @Test
    void aMessageThatWaitsIsSyncedAfterFiveMilliseconds() throws IOException {
        OutboundQueue queue = queue();
        append(queue, 0);
        thread.advance(Duration.ofMillis(4));
        assertEquals(0, disk.syncs, "4 ms after it was written");
        thread.advance(MILLISECOND);
        assertEquals(1, disk.syncs, "5 ms after it was written");
        thread.advance(Duration.ofSeconds(1));
        assertEquals(1, disk.syncs, "there is nothing more to sync");
    }

    @Test
    void whatIsSoonAcknowledgedIsSyncedTenTimesASecond() throws IOException {
        OutboundQueue queue = queue();
        flow(queue, 1000);
        assertTrue(disk.syncs >= 9 && disk.syncs <= 11, disk.syncs + " fsyncs in a second");
    }

    @Test
    void oneThatWaitsAmongOthersThatGoIsSyncedInItsTime() throws IOException {
        OutboundQueue queue = queue();
        flow(queue, 20);
        int before = disk.syncs;
        append(queue, 20);
        assertTrue(queue.next().isPresent(), "it is sent");
        flow(queue, 4);
        assertEquals(before, disk.syncs, "4 ms after it was written");
        thread.advance(MILLISECOND);
        assertEquals(before + 1, disk.syncs, "5 ms after it was written");
        disk.afterPowerLoss();
        assertTrue(QueueFixture.drain(queue()).contains(20), "it is there after a power loss");
    }

    @Test
    void theLastTombstoneIsSyncedAHundredMillisecondsAfterItsWrite() throws IOException {
        OutboundQueue queue = queue();
        append(queue, 0);
        thread.advance(Duration.ofMillis(5));
        acknowledge(queue);
        append(queue, 1);
        acknowledge(queue);
        append(queue, 2);
        acknowledge(queue);
        thread.advance(Duration.ofMillis(5));
        int before = disk.syncs;
        thread.advance(Duration.ofMillis(100));
        assertEquals(before + 1, disk.syncs, "100 ms later");
        disk.afterPowerLoss();
        assertEquals(List.of(), QueueFixture.drain(queue()), "none comes again after a power loss");
    }

    @Test
    void aHundredTombstonesOfSyncedMessagesAreSyncedAtOnce() throws IOException {
        OutboundQueue queue = queue();
        IntStream.range(0, 90).forEach(i -> append(queue, i));
        thread.advance(Duration.ofMillis(5));
        int before = disk.syncs;
        for (int i = 0; i < 90; i++) {
            acknowledge(queue);
        }
        thread.advance(Duration.ofMillis(5));
        assertTrue(disk.syncs > before, "50 of them begin an fsync");
    }

    @Test
    void aClockThatIsPutBackDelaysNoSync() throws IOException {
        OutboundQueue queue = queue();
        append(queue, 0);
        thread.putBack(Duration.ofHours(1));
        append(queue, 1);
        thread.advance(Duration.ofMillis(10));
        assertTrue(disk.syncs > 0, "10 ms of both clocks later");
    }

    /** The message that the look was planned for has its tombstone; the next was written by the clock as it was. */
    @Test
    void aClockThatIsPutBackALittleDelaysNoSyncEither() throws IOException {
        OutboundQueue queue = queue();
        append(queue, 0);
        acknowledge(queue);
        thread.advance(Duration.ofMillis(4));
        append(queue, 1);
        thread.putBack(Duration.ofMillis(60));
        thread.advance(Duration.ofMillis(6));
        assertEquals(1, disk.syncs, "10 ms after it was written");
    }
}
