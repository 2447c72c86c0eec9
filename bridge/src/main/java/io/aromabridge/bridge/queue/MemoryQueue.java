package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.pace.Sending;
import io.aromabridge.bridge.queue.Slot.State;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The queue in memory: what it holds is lost when the process ends. Thread-safe. */
public final class MemoryQueue implements OutboundQueue {
    /** When {@link #append} is answered. */
    public enum Promise {
        /** As soon as the message waits here. */
        WHEN_QUEUED,
        /** Not before the other side has acknowledged it. */
        WHEN_FORWARDED
    }

    // fixed
    private final Promise promise;
    private final InstantSource clock;
    private final Object lock = new Object();

    // guarded by lock
    private final Backlog backlog;
    private long nextPosition;

    private volatile Runnable signal = () -> {};

    /** An empty queue whose link is down, which is read in the order in which messages came. */
    public MemoryQueue(QueueLimit limit, Promise promise, Progress progress, InstantSource clock) {
        this(limit, Sending.IN_ORDER, promise, progress, clock);
    }

    /**
     * An empty queue whose link is down.
     *
     * @param sending in what order it is read
     */
    public MemoryQueue(QueueLimit limit, Sending sending, Promise promise, Progress progress, InstantSource clock) {
        this.promise = promise;
        this.clock = clock;
        this.backlog = new Backlog(limit, sending, progress, clock, Slot::outbound);
    }

    @Override
    public CompletionStage<Void> append(Outbound outbound) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        List<Slot> gone = new ArrayList<>(1);
        synchronized (lock) {
            Slot slot = Slot.of(nextPosition++, clock.millis(), outbound, answer);
            boolean taken = backlog.offer(slot, outbound, loss -> lose(loss, gone));
            if (!taken) {
                lose(new Loss(slot, DropReason.REJECTED), gone);
                slot.refuse(new QueueFullException("the queue is full, and refuses what comes"));
            } else if (slot.state == State.NEW) {
                backlog.enter(slot, outbound);
                if (promise == Promise.WHEN_QUEUED) {
                    gone.add(slot);
                }
            }
        }
        // Outside the lock: whoever waits for the promise may append again.
        gone.forEach(Slot::answer);
        signal.run();
        return answer;
    }

    private void lose(Loss loss, List<Slot> gone) {
        backlog.lose(loss);
        gone.add(loss.slot());
    }

    @Override
    public Optional<Entry> next(Gate gate) {
        List<Slot> gone = new ArrayList<>(0);
        Optional<Entry> entry;
        synchronized (lock) {
            Optional<Slot> slot = backlog.first(gate);
            while (slot.isPresent() && backlog.expired(slot.get())) {
                backlog.remove(slot.get());
                lose(new Loss(slot.get(), DropReason.EXPIRED), gone);
                slot = backlog.first(gate);
            }
            entry = slot.flatMap(this::send);
        }
        gone.forEach(Slot::answer);
        return entry;
    }

    private Optional<Entry> send(Slot slot) {
        return slot.outbound().map(outbound -> {
            backlog.send(slot, outbound);
            return new Entry(slot.position, outbound);
        });
    }

    @Override
    public void acknowledged(long position) {
        Optional<Slot> slot;
        synchronized (lock) {
            slot = backlog.acknowledged(position);
        }
        slot.ifPresent(Slot::answer);
    }

    @Override
    public void giveUp(long position, DropReason reason) {
        Optional<Slot> slot;
        synchronized (lock) {
            slot = backlog.giveUp(position, reason);
        }
        slot.ifPresent(Slot::answer);
    }

    @Override
    public void online() {
        synchronized (lock) {
            backlog.online();
        }
    }

    @Override
    public void rewind() {
        List<Slot> gone = new ArrayList<>(0);
        synchronized (lock) {
            backlog.rewind().forEach(slot -> lose(new Loss(slot, DropReason.NOT_KEPT), gone));
        }
        gone.forEach(Slot::answer);
    }

    @Override
    public void onAvailable(Runnable newSignal) {
        signal = newSignal;
    }

    @Override
    public QueueCounters counters() {
        synchronized (lock) {
            return backlog.counters();
        }
    }

    @Override
    public void close() {
        onAvailable(() -> {});
    }
}
