package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.DurableQueue.Reading;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DurableQueueTest extends QueueContract {
    private static final int WINDOW = 20_000;

    private final FakeDisk disk = new FakeDisk(new SplittableRandom(1));
    private ManualThread thread = new ManualThread(Instant.EPOCH);

    @Override
    OutboundQueue queue(QueueLimit limit) {
        return queue(limit, WINDOW);
    }

    private OutboundQueue queue(QueueLimit limit, int window) {
        thread = new ManualThread(thread.instant());
        Durable settings = new Durable(Path.of("fake"), SyncMode.INTERVAL, limit, 64 << 10);
        try {
            return DurableQueue.open(
                    disk, settings, new Reading(window, SendPolicy.IN_ORDER), new Recorder(steps), thread);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void settle() {
        thread.run();
    }

    @Override
    Instant now() {
        return thread.instant();
    }

    @Override
    void pass(Duration time) {
        thread.advance(time);
    }

    private static final QueueLimit ANY = new QueueLimit(-1, WhenFull.DROP_OLDEST);

    @Test
    void hasTheSameMessagesAfterTheProcessWasKilled() {
        OutboundQueue queue = queue(ANY);
        Message message =
                new Message(TopicName.of("ä/б/c"), Payload.owning(new byte[] {0, -1}), QoS.AT_MOST_ONCE, true);
        CompletableFuture<Void> answer =
                queue.append(new QueuedMessage(message, message)).toCompletableFuture();
        assertFalse(answer.isDone(), "not before it is written");
        settle();
        assertTrue(answer.isDone(), "written");
        pass(Duration.ofSeconds(3));
        OutboundQueue again = queue(ANY);
        assertEquals(3, again.counters().oldest(now()).toSeconds(), "it waits since it came");
        assertEquals(1, again.counters().depth());
        assertEquals(
                "ä/б/c".getBytes(StandardCharsets.UTF_8).length + 2,
                again.counters().bytes());
        assertEquals(message, again.next().orElseThrow().outbound().message());
    }

    @Test
    void sendsAgainOnlyWhatWasNotAcknowledged() {
        OutboundQueue queue = queue(ANY);
        fill(queue, 6);
        List<Long> positions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            positions.add(queue.next().orElseThrow().position());
        }
        queue.acknowledged(positions.get(3));
        queue.acknowledged(positions.get(0));
        // A few acknowledgements wait so long for others, to be written together.
        pass(Duration.ofMillis(5));
        settle();
        OutboundQueue again = queue(ANY);
        add(again, 6);
        assertEquals(List.of(1, 2, 4, 5, 6), drain(again));
    }

    @Test
    void letsNoMoreOutThanMayBeInFlightUntilAcknowledgementsAreWritten() {
        OutboundQueue queue = queue(ANY, 2);
        fill(queue, 4);
        long first = queue.next().orElseThrow().position();
        assertTrue(queue.next().isPresent(), "two may be in flight");
        queue.acknowledged(first);
        assertTrue(queue.next().isEmpty(), "a crash now would send two again already");
        int[] signals = new int[1];
        queue.onAvailable(() -> signals[0]++);
        settle();
        assertEquals(1, signals[0], "told that it may go on");
        assertTrue(queue.next().isPresent(), "it is written");
    }

    @Test
    void forgetsOverARestartWhatItGaveUp() {
        OutboundQueue queue = queue(3, WhenFull.DROP_OLDEST);
        for (int i = 0; i < 5; i++) {
            add(queue, i);
        }
        assertEquals(List.of(2, 3, 4), drain(queue(3, WhenFull.DROP_OLDEST)));
    }

    @Test
    void keepsTheLatestOfEachTopicOverARestartAlsoOfThoseInFlight() {
        OutboundQueue queue = queue(9, WhenFull.KEEP_LATEST_PER_TOPIC);
        for (String text : List.of("a1", "b1", "a2", "c1")) {
            CompletableFuture<Void> unused =
                    queue.append(outbound(text.substring(0, 1), text)).toCompletableFuture();
        }
        settle();
        assertEquals("b1", text(queue.next().orElseThrow().outbound()));
        CompletableFuture<Void> unused = queue.append(outbound("b", "b2")).toCompletableFuture();
        settle();
        OutboundQueue again = queue(9, WhenFull.KEEP_LATEST_PER_TOPIC);
        assertEquals(List.of("a2", "c1", "b2"), texts(again));
    }

    @Test
    void takesWhatHadToWaitWhenThereIsRoom() {
        OutboundQueue queue = queue(1, WhenFull.REJECT);
        add(queue, 0);
        CompletableFuture<Void> second = append(queue, 1);
        CompletableFuture<Void> third = append(queue, 2);
        pass(Duration.ofSeconds(9));
        assertFalse(second.isDone(), "it waits for room");
        assertEquals(0, Integer.parseInt(text(queue.next().orElseThrow().outbound())));
        settle();
        assertTrue(second.isDone() && !second.isCompletedExceptionally(), "taken");
        pass(Duration.ofSeconds(1));
        assertTrue(third.isCompletedExceptionally(), "10 s have passed");
        assertEquals(List.of(1), drain(queue));
        assertEquals(Map.of(DropReason.REJECTED, 1L), queue.counters().dropped());
        assertEquals(List.of(0, 1), drain(queue(1, WhenFull.REJECT)), "what was refused is not stored");
    }

    @Test
    void refusesAtItsEndWhatWaitsForRoomAndAllThatComesThen() {
        OutboundQueue queue = queue(1, WhenFull.REJECT);
        add(queue, 0);
        CompletableFuture<Void> waits = append(queue, 1);
        queue.close();
        assertTrue(waits.isCompletedExceptionally(), "refused");
        assertTrue(append(queue, 2).isCompletedExceptionally(), "closed");
        assertEquals(1, queue.counters().depth());
        assertEquals(List.of(0), drain(queue(1, WhenFull.REJECT)));
    }

    @Test
    void writesAtItsEndWhatCameJustBefore() {
        OutboundQueue queue = queue(ANY);
        CompletableFuture<Void> last = append(queue, 0);
        queue.close();
        queue.close();
        assertTrue(last.isDone() && !last.isCompletedExceptionally(), "taken");
        assertEquals(List.of(0), drain(queue(ANY)));
    }

    @Test
    void leavesNoFileWhenNothingWaits() {
        OutboundQueue queue = queue(ANY);
        fill(queue, 100);
        assertEquals(1, disk.names().size());
        for (Optional<OutboundQueue.InFlightMessage> next = queue.next(); next.isPresent(); next = queue.next()) {
            queue.acknowledged(next.get().position());
        }
        queue.close();
        assertEquals(List.of(), disk.names());
    }

    @Test
    void takesLittleDiskHoweverMuchIsReplacedByNewer() {
        OutboundQueue queue = queue(9, WhenFull.KEEP_LATEST_PER_TOPIC);
        CompletableFuture<Void> unusedOld =
                queue.append(outbound("old", "the first")).toCompletableFuture();
        long most = 0;
        for (int i = 0; i < 40_000; i++) {
            CompletableFuture<Void> unused =
                    queue.append(outbound("new", "number " + i)).toCompletableFuture();
            if (i % 100 == 0) {
                settle();
                most = Math.max(most, Long.MAX_VALUE - freeBytes());
            }
        }
        settle();
        assertTrue(most < 5 * (64 << 10), most + " bytes at most");
        assertEquals(List.of("the first", "number 39999"), texts(queue(9, WhenFull.KEEP_LATEST_PER_TOPIC)));
    }

    private long freeBytes() {
        long used = disk.names().stream().mapToLong(this::size).sum();
        return Long.MAX_VALUE - used;
    }

    private long size(String name) {
        try {
            return disk.size(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
