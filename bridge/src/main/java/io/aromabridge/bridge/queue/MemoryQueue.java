package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.QueueEntry.State;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The queue in memory: its messages are lost when the process ends. Thread-safe. */
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
    private final QueueContents contents;
    private long nextPosition;

    private volatile Runnable signal = () -> {};

    /** An empty queue whose link is down, which is read in the order in which messages came. */
    public MemoryQueue(QueueLimit limit, Promise promise, QueueListener listener, InstantSource clock) {
        this(limit, SendPolicy.IN_ORDER, promise, listener, clock);
    }

    /**
     * An empty queue whose link is down.
     *
     * @param sending in what order it is read
     */
    public MemoryQueue(
            QueueLimit limit, SendPolicy sending, Promise promise, QueueListener listener, InstantSource clock) {
        this.promise = promise;
        this.clock = clock;
        this.contents = new QueueContents(limit, sending, listener, clock, QueueEntry::outbound);
    }

    @Override
    public CompletionStage<Void> append(QueuedMessage outbound) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        List<QueueEntry> left = new ArrayList<>(1);
        synchronized (lock) {
            QueueEntry entry = QueueEntry.of(nextPosition++, clock.millis(), outbound, answer);
            boolean taken = contents.offer(entry, outbound, drop -> drop(drop, left));
            if (!taken) {
                drop(new DroppedMessage(entry, DropReason.REJECTED), left);
                entry.refuse(new QueueFullException("the queue is full, and refuses what comes"));
            } else if (entry.state == State.NEW) {
                contents.enter(entry, outbound);
                if (promise == Promise.WHEN_QUEUED) {
                    left.add(entry);
                }
            }
        }
        // Outside the lock: the publisher that waits for the promise may append again.
        left.forEach(QueueEntry::answer);
        signal.run();
        return answer;
    }

    private void drop(DroppedMessage drop, List<QueueEntry> left) {
        contents.drop(drop);
        left.add(drop.entry());
    }

    @Override
    public Optional<InFlightMessage> next(Gate gate) {
        List<QueueEntry> left = new ArrayList<>(0);
        Optional<InFlightMessage> sent;
        synchronized (lock) {
            Optional<QueueEntry> entry = contents.first(gate);
            while (entry.isPresent() && contents.expired(entry.get())) {
                contents.remove(entry.get());
                drop(new DroppedMessage(entry.get(), DropReason.EXPIRED), left);
                entry = contents.first(gate);
            }
            sent = entry.flatMap(this::send);
        }
        left.forEach(QueueEntry::answer);
        return sent;
    }

    private Optional<InFlightMessage> send(QueueEntry entry) {
        return entry.outbound().map(outbound -> {
            contents.send(entry, outbound);
            return new InFlightMessage(entry.position, outbound);
        });
    }

    @Override
    public void acknowledged(long position) {
        Optional<QueueEntry> entry;
        synchronized (lock) {
            entry = contents.acknowledged(position);
        }
        entry.ifPresent(QueueEntry::answer);
    }

    @Override
    public void giveUp(long position, DropReason reason) {
        Optional<QueueEntry> entry;
        synchronized (lock) {
            entry = contents.giveUp(position, reason);
        }
        entry.ifPresent(QueueEntry::answer);
    }

    @Override
    public void online() {
        synchronized (lock) {
            contents.online();
        }
    }

    @Override
    public void rewind() {
        List<QueueEntry> left = new ArrayList<>(0);
        synchronized (lock) {
            contents.rewind().forEach(entry -> drop(new DroppedMessage(entry, DropReason.NOT_KEPT), left));
        }
        left.forEach(QueueEntry::answer);
    }

    @Override
    public void onAvailable(Runnable newSignal) {
        signal = newSignal;
    }

    @Override
    public QueueCounters counters() {
        synchronized (lock) {
            return contents.counters();
        }
    }

    @Override
    public void close() {
        onAvailable(() -> {});
    }
}
