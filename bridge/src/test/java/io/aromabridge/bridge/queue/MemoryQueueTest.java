package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.queue.MemoryQueue.Promise;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryQueueTest {
    private final List<String> steps = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;

    private MemoryQueue queue(int size, WhenFull whenFull) {
        return new MemoryQueue(new QueueLimit(size, whenFull), Promise.WHEN_QUEUED, new Recorder(steps), clock);
    }

    private record Recorder(List<String> steps) implements Progress {
        @Override
        public void queued(Outbound outbound) {
            steps.add("queued " + text(outbound));
        }

        @Override
        public void inFlight(Outbound outbound) {
            steps.add("in flight " + text(outbound));
        }

        @Override
        public void forwarded(Outbound outbound) {
            steps.add("forwarded " + text(outbound));
        }

        @Override
        public void dropped(Outbound outbound, DropReason reason) {
            steps.add("dropped " + text(outbound) + " " + reason);
        }
    }

    private static String text(Outbound outbound) {
        return outbound.message().payload().text();
    }

    private static CompletableFuture<Void> append(MemoryQueue queue, int number) {
        Message message = Message.of("a", Integer.toString(number), QoS.AT_LEAST_ONCE);
        return queue.append(new Outbound(message, message)).toCompletableFuture();
    }

    /** Appends one that is answered at once. */
    private static void add(MemoryQueue queue, int number) {
        assertTrue(append(queue, number).isDone(), "append " + number + " is answered at once");
    }

    private static void fill(MemoryQueue queue, int count) {
        for (int i = 0; i < count; i++) {
            add(queue, i);
        }
    }

    private static List<Integer> drain(MemoryQueue queue) {
        List<Integer> read = new ArrayList<>();
        for (Optional<OutboundQueue.Entry> next = queue.next(); next.isPresent(); next = queue.next()) {
            read.add(Integer.valueOf(text(next.get().outbound())));
        }
        return read;
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    void keepsAllInOrderBelowItsLimit() {
        MemoryQueue queue = queue(20, WhenFull.DROP_NEWEST);
        fill(queue, 5);
        assertEquals(upTo(5), drain(queue));
    }

    @Test
    void keepsTheFirstWhenTheNewestGoes() {
        MemoryQueue queue = queue(3, WhenFull.DROP_NEWEST);
        fill(queue, 10);
        assertEquals(List.of(0, 1, 2), drain(queue));
        assertEquals(Map.of(DropReason.NEWEST, 7L), queue.counters().dropped());
        assertEquals(3, queue.counters().queued());
    }

    @Test
    void keepsTheLastWhenTheOldestGoes() {
        MemoryQueue queue = queue(3, WhenFull.DROP_OLDEST);
        fill(queue, 10);
        assertEquals(List.of(7, 8, 9), drain(queue));
        assertEquals(Map.of(DropReason.OLDEST, 7L), queue.counters().dropped());
        assertEquals(10, queue.counters().queued());
    }

    @Test
    void keepsAnyNumberWithoutLimit() {
        MemoryQueue queue = queue(-1, WhenFull.DROP_NEWEST);
        fill(queue, 10_000);
        assertEquals(upTo(10_000), drain(queue));
        assertEquals(Map.of(), queue.counters().dropped());
    }

    @Test
    void keepsNothingWithSizeZeroWhileTheLinkIsDown() {
        MemoryQueue queue = queue(0, WhenFull.DROP_NEWEST);
        fill(queue, 10);
        assertEquals(List.of(), drain(queue));
        queue.online();
        fill(queue, 2);
        assertEquals(List.of(0, 1), drain(queue));
        queue.rewind();
        assertEquals(List.of(), drain(queue));
        assertEquals(Map.of(DropReason.NOT_KEPT, 12L), queue.counters().dropped());
    }

    @Test
    void refusesSizesBelowMinusOne() {
        assertThrows(IllegalArgumentException.class, () -> new QueueLimit(-2, WhenFull.DROP_OLDEST));
    }

    @Test
    void neverDropsWhatIsInFlight() {
        MemoryQueue queue = queue(2, WhenFull.DROP_OLDEST);
        fill(queue, 2);
        long first = queue.next().orElseThrow().position();
        add(queue, 2);
        add(queue, 3);
        assertEquals(List.of(2, 3), drain(queue), "message 1 waited longest, message 0 was in flight");
        queue.acknowledged(first);
        assertEquals(1, queue.counters().acknowledged());
    }

    @Test
    void putsWhatIsNotAcknowledgedBackInFrontInOrder() {
        MemoryQueue queue = queue(10, WhenFull.DROP_OLDEST);
        fill(queue, 6);
        List<Long> positions = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            positions.add(queue.next().orElseThrow().position());
        }
        queue.acknowledged(positions.get(2));
        queue.acknowledged(positions.get(0));
        queue.rewind();
        add(queue, 6);
        assertEquals(List.of(1, 3, 4, 5, 6), drain(queue));
        assertEquals(9, queue.counters().sent());
    }

    @Test
    void ignoresAnAcknowledgementOfWhatIsNotInFlight() {
        MemoryQueue queue = queue(10, WhenFull.DROP_OLDEST);
        fill(queue, 2);
        long first = queue.next().orElseThrow().position();
        queue.acknowledged(first + 1);
        queue.acknowledged(99);
        queue.acknowledged(first);
        queue.acknowledged(first);
        assertEquals(new QueueCounters(2, 1, 1, Map.of(), 1, 0, Optional.of(now), Optional.of(now)), queue.counters());
    }

    @Test
    void mayHoldMoreThanItsLimitAfterABreakUntilItDrains() {
        MemoryQueue queue = queue(2, WhenFull.DROP_NEWEST);
        fill(queue, 2);
        assertEquals(List.of(0, 1), drain(queue));
        add(queue, 2);
        queue.rewind();
        assertEquals(3, queue.counters().depth());
        assertEquals(List.of(0, 1, 2), drain(queue));
    }

    /** Lets one second pass. */
    private void tick() {
        now = now.plusSeconds(1);
    }

    private String wait(MemoryQueue queue) {
        return queue.counters().oldest(now).toSeconds() + " s, last acknowledged "
                + queue.counters().lastAcknowledged().map(Instant::getEpochSecond);
    }

    @Test
    void knowsHowLongTheOldestHasWaitedThroughBreaksAndAcknowledgements() {
        MemoryQueue queue = queue(10, WhenFull.DROP_OLDEST);
        assertEquals("0 s, last acknowledged Optional.empty", wait(queue));
        for (int i = 0; i < 3; i++) {
            add(queue, i);
            tick();
        }
        assertEquals("3 s, last acknowledged Optional.empty", wait(queue));
        long first = queue.next().orElseThrow().position();
        long second = queue.next().orElseThrow().position();
        queue.acknowledged(second);
        assertEquals("3 s, last acknowledged Optional[3]", wait(queue), "the first is in flight");
        queue.rewind();
        tick();
        assertEquals("4 s, last acknowledged Optional[3]", wait(queue), "the first waits again");
        drain(queue);
        queue.acknowledged(first);
        assertEquals("2 s, last acknowledged Optional[4]", wait(queue), "the third is in flight");
        queue.acknowledged(second + 1);
        assertEquals("0 s, last acknowledged Optional[4]", wait(queue), "nothing waits");
    }

    @Test
    void doesNotLookYoungWhenTheOldestGoes() {
        MemoryQueue queue = queue(2, WhenFull.DROP_OLDEST);
        for (int i = 0; i < 40; i++) {
            add(queue, i);
            tick();
        }
        assertEquals(40, queue.counters().oldest(now).toSeconds(), "nothing moves");
        queue.acknowledged(queue.next().orElseThrow().position());
        assertEquals(1, queue.counters().oldest(now).toSeconds(), "only message 39 is left");
    }

    @Test
    void countsFromWhatIsInFlightWhenYoungerOnesGo() {
        MemoryQueue queue = queue(1, WhenFull.DROP_OLDEST);
        add(queue, 0);
        tick();
        assertTrue(queue.next().isPresent());
        add(queue, 1);
        tick();
        add(queue, 2);
        assertEquals(2, queue.counters().oldest(now).toSeconds());
        queue.rewind();
        add(queue, 3);
        assertEquals(2, queue.counters().oldest(now).toSeconds(), "message 0 is gone, and nothing moved since it came");
    }

    @Test
    void takesNothingForOldWhenTheClockIsSetBack() {
        MemoryQueue queue = queue(1, WhenFull.DROP_OLDEST);
        add(queue, 0);
        now = now.minusSeconds(10);
        assertEquals(Duration.ZERO, queue.counters().oldest(now));
    }

    @Test
    void tellsEachStepInOrder() {
        MemoryQueue queue = queue(1, WhenFull.DROP_NEWEST);
        fill(queue, 2);
        queue.acknowledged(queue.next().orElseThrow().position());
        assertEquals(List.of("queued 0", "dropped 1 NEWEST", "in flight 0", "forwarded 0"), steps);
    }

    @Test
    void signalsForEachAppendUntilItIsClosed() {
        MemoryQueue queue = queue(10, WhenFull.DROP_OLDEST);
        fill(queue, 1);
        AtomicInteger signals = new AtomicInteger();
        queue.onAvailable(signals::incrementAndGet);
        fill(queue, 2);
        queue.close();
        fill(queue, 1);
        assertEquals(2, signals.get());
    }

    @Test
    void answersOnlyWhenForwardedIfThatIsThePromise() {
        MemoryQueue queue = new MemoryQueue(
                new QueueLimit(1, WhenFull.DROP_OLDEST), Promise.WHEN_FORWARDED, new Recorder(steps), clock);
        CompletableFuture<Void> dropped = append(queue, 0);
        CompletableFuture<Void> kept = append(queue, 1);
        assertTrue(dropped.isDone(), "nobody waits for what policy dropped");
        long position = queue.next().orElseThrow().position();
        queue.rewind();
        assertFalse(kept.isDone(), "not acknowledged yet");
        assertEquals(position, queue.next().orElseThrow().position());
        queue.acknowledged(position);
        assertTrue(kept.isDone(), "acknowledged");
    }
}
