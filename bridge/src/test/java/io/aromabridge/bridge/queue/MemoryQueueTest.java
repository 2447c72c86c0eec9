package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.queue.MemoryQueue.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoryQueueTest extends QueueContract {
    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;

    @Override
    OutboundQueue queue(QueueLimit limit) {
        return new MemoryQueue(limit, Promise.WHEN_QUEUED, new Recorder(steps), clock);
    }

    @Override
    void settle() {
        // It does everything at once.
    }

    @Override
    Instant now() {
        return now;
    }

    @Override
    void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void refusesAtOnceWhenItIsFullAndNothingMayGo() {
        OutboundQueue queue = queue(1, WhenFull.REJECT);
        add(queue, 0);
        assertTrue(append(queue, 1).isCompletedExceptionally(), "refused");
        assertEquals(1, queue.counters().dropped().get(DropReason.REJECTED));
        assertEquals(1, queue.counters().depth());
    }

    @Test
    void signalsForEachAppendUntilItIsClosed() {
        OutboundQueue queue = queue(10, WhenFull.DROP_OLDEST);
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
        OutboundQueue queue = new MemoryQueue(
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
