package io.aromabridge.bridge.queue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The queue in memory: what it holds is lost when the process ends. Thread-safe.
 *
 * <p>The limit counts what waits, not what is in flight; after a break the messages that were in flight wait again, so
 * for a while there may be more than the limit.
 */
public final class MemoryQueue implements OutboundQueue {
    /** When {@link #append} is answered. */
    public enum Promise {
        /** As soon as the message waits here. */
        WHEN_QUEUED,
        /** Not before the other side has acknowledged it. */
        WHEN_FORWARDED
    }

    private record Held(Entry entry, Instant since, CompletableFuture<Void> promise) {}

    // fixed
    private final QueueLimit limit;
    private final Promise promise;
    private final Progress progress;
    private final InstantSource clock;
    private final Object lock = new Object();

    // guarded by lock
    private final ArrayDeque<Held> waiting = new ArrayDeque<>();
    private final LinkedHashMap<Long, Held> inFlight = new LinkedHashMap<>();
    private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    private boolean online;
    private long nextPosition;
    private long queued;
    private long sent;
    private long acknowledged;
    private @Nullable Instant lastAcknowledged;
    /** Since when something has waited at the last drop of an oldest message, unless one was acknowledged after it. */
    private @Nullable Instant stuckSince;

    private volatile Runnable signal = () -> {};

    /** An empty queue whose link is down. */
    public MemoryQueue(QueueLimit limit, Promise promise, Progress progress, InstantSource clock) {
        this.limit = limit;
        this.promise = promise;
        this.progress = progress;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Void> append(Outbound outbound) {
        Held held;
        List<Held> gone = new ArrayList<>(1);
        synchronized (lock) {
            held = new Held(new Entry(nextPosition++, outbound), clock.instant(), new CompletableFuture<>());
            take(held, gone);
        }
        if (promise == Promise.WHEN_QUEUED) {
            held.promise().complete(null);
        }
        // Outside the lock: whoever waits for the promise may append again.
        gone.forEach(lost -> lost.promise().complete(null));
        signal.run();
        return held.promise();
    }

    private void take(Held held, List<Held> gone) {
        boolean full = limit.size() > 0 && waiting.size() >= limit.size();
        if (limit.size() == 0 && !online) {
            drop(held, DropReason.NOT_KEPT, gone);
        } else if (full && limit.whenFull() == WhenFull.DROP_NEWEST) {
            drop(held, DropReason.NEWEST, gone);
        } else {
            if (full) {
                stuckSince = waitingSince().orElse(null);
                drop(waiting.removeFirst(), DropReason.OLDEST, gone);
            }
            waiting.addLast(held);
            queued++;
            progress.queued(held.entry().outbound());
        }
    }

    private void drop(Held held, DropReason reason, List<Held> gone) {
        dropped.merge(reason, 1L, Long::sum);
        progress.dropped(held.entry().outbound(), reason);
        gone.add(held);
    }

    @Override
    public Optional<Entry> next() {
        synchronized (lock) {
            Held held = waiting.pollFirst();
            if (held == null) {
                return Optional.empty();
            }
            sent++;
            inFlight.put(held.entry().position(), held);
            progress.inFlight(held.entry().outbound());
            return Optional.of(held.entry());
        }
    }

    @Override
    public void acknowledged(long position) {
        Held held;
        synchronized (lock) {
            held = inFlight.remove(position);
            if (held == null) {
                return;
            }
            acknowledged++;
            lastAcknowledged = clock.instant();
            stuckSince = null;
            progress.forwarded(held.entry().outbound());
        }
        held.promise().complete(null);
    }

    @Override
    public void online() {
        synchronized (lock) {
            online = true;
        }
    }

    @Override
    public void rewind() {
        List<Held> gone = new ArrayList<>();
        synchronized (lock) {
            online = false;
            List<Held> again = new ArrayList<>(inFlight.values());
            inFlight.clear();
            for (int i = again.size() - 1; i >= 0; i--) {
                waiting.addFirst(again.get(i));
            }
            while (limit.size() == 0 && !waiting.isEmpty()) {
                drop(waiting.removeFirst(), DropReason.NOT_KEPT, gone);
            }
        }
        gone.forEach(lost -> lost.promise().complete(null));
    }

    @Override
    public void onAvailable(Runnable newSignal) {
        signal = newSignal;
    }

    @Override
    public QueueCounters counters() {
        synchronized (lock) {
            return new QueueCounters(
                    queued,
                    sent,
                    acknowledged,
                    dropped,
                    waiting.size() + inFlight.size(),
                    inFlight.size(),
                    waitingSince(),
                    Optional.ofNullable(lastAcknowledged));
        }
    }

    private Optional<Instant> waitingSince() {
        // What is in flight came before what waits; both are in the order in which they came, also after a break.
        Optional<Instant> oldestHeld = Stream.concat(inFlight.values().stream(), waiting.stream())
                .findFirst()
                .map(Held::since);
        return Stream.concat(Stream.ofNullable(stuckSince), oldestHeld.stream()).min(Comparator.naturalOrder());
    }

    @Override
    public void close() {
        onAvailable(() -> {});
    }
}
