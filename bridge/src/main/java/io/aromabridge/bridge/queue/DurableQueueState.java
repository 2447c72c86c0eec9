package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.LogReader;
import io.aromabridge.bridge.log.RecordLocation;
import io.aromabridge.bridge.log.Segment;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.OutboundQueue.Gate;
import io.aromabridge.bridge.queue.OutboundQueue.InFlightMessage;
import io.aromabridge.bridge.queue.QueueEntry.State;
import io.aromabridge.bridge.queue.WriteBatch.Item;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The entries of a durable queue, shared by the threads that append, the link that reads and the thread that writes. Decides
 * under its lock, and leaves writing to {@link LogWriter}:
 *
 * <pre>
 *   arrive ─▶ arrivals ─ plan ─▶ batch ─ (written) commit ─▶ contents ─ next ─▶ in flight ─ acknowledged ─▶ done ─ plan…
 *                ▲                 └─ (failed) rollback
 *                └─ withheld, while there is no room and nothing may go
 * </pre>
 */
final class DurableQueueState {
    /** So much is written at once. */
    private static final long BATCH_BYTES = 256 * 1024;

    // fixed
    private final WhenFull whenFull;
    private final int window;
    private final InstantSource clock;

    // guarded by this
    private final QueueContents contents;
    private final MessageCache cache;
    private final ArrayDeque<QueueEntry> arrivals = new ArrayDeque<>();
    private final ArrayDeque<QueueEntry> withheld = new ArrayDeque<>();
    private final AcknowledgedEntries acknowledgedEntries = new AcknowledgedEntries();
    private long nextPosition = 1;
    private boolean ended;

    /**
     * An empty one.
     *
     * @param window so many may be in flight; one that is acknowledged counts until that is written, so that no more
     *     than these are sent again after a crash
     */
    DurableQueueState(
            QueueLimit limit,
            SendPolicy sending,
            int window,
            QueueListener listener,
            InstantSource clock,
            LogReader reader) {
        this.whenFull = limit.whenFull();
        this.window = window;
        this.clock = clock;
        this.cache = new MessageCache(reader);
        this.contents = new QueueContents(limit, sending, listener, clock, cache::of);
    }

    /** What was found in the log, in order. */
    synchronized void restore(Collection<QueueEntry> entries, long next) {
        nextPosition = next;
        for (QueueEntry entry : entries) {
            contents.restore(entry).ifPresent(older -> drop(older, DropReason.SUPERSEDED));
        }
    }

    private void drop(QueueEntry entry, DropReason reason) {
        contents.drop(new DroppedMessage(entry, reason));
        cache.leave(entry);
        if (entry.location != null) {
            acknowledgedEntries.givenUp(entry);
        }
    }

    /** Takes one that comes; false after the end. */
    synchronized boolean arrive(QueuedMessage outbound, CompletableFuture<Void> answer) {
        return !ended && arrivals.add(QueueEntry.of(nextPosition++, clock.millis(), outbound, answer));
    }

    synchronized long nextPosition() {
        return nextPosition;
    }

    /** Whether there is something to plan, besides what has to wait for room. */
    synchronized boolean hasWork() {
        return !arrivals.isEmpty() || !acknowledgedEntries.isEmpty();
    }

    /** Whether that cannot wait for more to come: all but a few acknowledgements, which leave the window open. */
    synchronized boolean isUrgent() {
        return !arrivals.isEmpty() || !withheld.isEmpty() || acknowledgedEntries.isUrgent(window);
    }

    /** All that is to be planned, if it is little and there is room for it. */
    synchronized Optional<Amount> little() {
        return withheld.isEmpty() ? Amount.ofLittle(arrivals, acknowledgedEntries.all()) : Optional.empty();
    }

    synchronized Optional<InFlightMessage> next(Gate gate) {
        while (contents.inFlight() + acknowledgedEntries.acknowledged() < window) {
            Optional<QueueEntry> first = contents.first(gate);
            if (first.isEmpty()) {
                return Optional.empty();
            }
            QueueEntry entry = first.get();
            Optional<QueuedMessage> outbound = cache.of(entry);
            if (contents.expired(entry) || outbound.isEmpty()) {
                contents.remove(entry);
                drop(entry, outbound.isEmpty() ? DropReason.STORAGE : DropReason.EXPIRED);
            } else {
                cache.leave(entry);
                entry.outbound = outbound.get();
                contents.send(entry, outbound.get());
                return Optional.of(new InFlightMessage(entry.position, outbound.get()));
            }
        }
        return Optional.empty();
    }

    synchronized void acknowledged(long position) {
        contents.acknowledged(position).ifPresent(acknowledgedEntries::acknowledged);
    }

    synchronized void giveUp(long position, DropReason reason) {
        contents.giveUp(position, reason).ifPresent(acknowledgedEntries::givenUp);
    }

    synchronized void online() {
        contents.online();
    }

    synchronized void rewind() {
        cache.again(contents.inFlightBytes());
        contents.rewind().forEach(entry -> drop(entry, DropReason.NOT_KEPT));
    }

    synchronized QueueCounters counters() {
        return contents.counters();
    }

    /**
     * Decides what is written next.
     *
     * @param evacuate a file whose messages are to be written anew
     * @param rewrite messages that are to be written anew
     */
    synchronized WriteBatch plan(Optional<Segment> evacuate, List<QueueEntry> rewrite) {
        WriteBatch batch = new WriteBatch();
        rewrite.forEach(entry -> batch.copy(entry, cache));
        evacuate.ifPresent(segment -> contents.all()
                .filter(entry -> entry.liesIn(segment))
                .takeWhile(entry -> !batch.isLarge(BATCH_BYTES))
                .forEach(entry -> batch.copy(entry, cache)));
        boolean room = true;
        while (room && !batch.isLarge(BATCH_BYTES) && !(withheld.isEmpty() && arrivals.isEmpty())) {
            ArrayDeque<QueueEntry> from = withheld.isEmpty() ? arrivals : withheld;
            QueueEntry entry = from.element();
            QueuedMessage outbound = entry.outbound().orElseThrow();
            room = contents.offer(entry, outbound, batch::drop);
            if (room) {
                from.remove();
                if (entry.state == State.NEW) {
                    batch.take(new Item(entry, entry.stored(outbound)));
                }
            }
        }
        if (!room) {
            withheld.addAll(arrivals);
            arrivals.clear();
            withhold(batch);
        }
        acknowledgedEntries.into(batch);
        return batch;
    }

    private void withhold(WriteBatch batch) {
        withheld.stream().filter(entry -> !entry.withheld).forEach(batch.withheld::add);
        batch.withheld.forEach(entry -> entry.withheld = true);
    }

    /** It is written: what was decided takes effect. */
    synchronized void commit(WriteBatch batch, List<Item> items, List<RecordLocation> locations) {
        for (int i = 0; i < items.size(); i++) {
            placed(items.get(i).entry(), locations.get(i));
        }
        for (DroppedMessage drop : batch.drops) {
            contents.leave(drop);
            cache.leave(drop.entry());
            drop.entry().release();
        }
        acknowledgedEntries.written(batch);
    }

    private void placed(QueueEntry entry, RecordLocation location) {
        boolean wanted = entry.state != State.REMOVED;
        entry.release();
        if (wanted) {
            entry.location = location;
            location.keep();
        }
        if (entry.state == State.NEW) {
            entry.outbound().ifPresent(outbound -> contents.enter(entry, outbound));
            cache.enter(entry);
        }
    }

    /**
     * It could not be written: what came is not taken, and what was to go for it stays.
     *
     * @param forRoom a file that may go with all that waits in it, if older ones may; what came is tried again then
     */
    synchronized void rollback(WriteBatch batch, Optional<Segment> forRoom) {
        for (int i = batch.drops.size() - 1; i >= 0; i--) {
            DroppedMessage drop = batch.drops.get(i);
            if (drop.entry().location == null) {
                contents.drop(drop);
            } else {
                contents.add(drop.entry());
                batch.tombstones.remove(drop.entry().position);
            }
        }
        boolean again = forRoom.isPresent() && giveUp(forRoom.get(), batch);
        for (int i = batch.taken.size() - 1; i >= 0; i--) {
            QueueEntry entry = batch.taken.get(i).entry();
            if (entry.state != State.NEW) {
                continue;
            }
            contents.remove(entry);
            if (again) {
                arrivals.addFirst(entry);
            } else if (whenFull == WhenFull.REJECT) {
                withheld.addFirst(entry);
            } else {
                contents.drop(new DroppedMessage(entry, DropReason.STORAGE));
            }
        }
        withhold(batch);
        // What is done with is so, written or not; the link may go on.
        acknowledgedEntries.written(batch);
    }

    /** Gives up what waits in a file, if it may: with tombstones, for the file may stay if it cannot be deleted. */
    private boolean giveUp(Segment segment, WriteBatch batch) {
        if (whenFull == WhenFull.DROP_NEWEST
                || whenFull == WhenFull.REJECT
                || contents.all().anyMatch(entry -> entry.state == State.IN_FLIGHT && entry.liesIn(segment))) {
            return false;
        }
        for (QueueEntry entry :
                contents.all().filter(entry -> entry.liesIn(segment)).toList()) {
            contents.remove(entry);
            contents.drop(new DroppedMessage(entry, DropReason.OLDEST));
            cache.leave(entry);
            entry.release();
            batch.tombstones.add(entry.position);
        }
        return true;
    }

    /** Those of them that still wait for room are not taken. */
    synchronized List<QueueEntry> refuse(Collection<QueueEntry> late) {
        List<QueueEntry> refused = late.stream()
                .filter(entry -> entry.state == State.NEW && withheld.remove(entry))
                .toList();
        refused.forEach(entry -> contents.drop(new DroppedMessage(entry, DropReason.REJECTED)));
        return refused;
    }

    /** The end: what is not taken by now never is. */
    synchronized List<QueueEntry> abandon() {
        ended = true;
        List<QueueEntry> left =
                Stream.concat(withheld.stream(), arrivals.stream()).toList();
        withheld.clear();
        arrivals.clear();
        return left;
    }

    /** Lets go of a file that is about to be deleted. */
    synchronized void forget(Segment segment) throws IOException {
        cache.forget(segment);
    }

    synchronized void close() throws IOException {
        cache.close();
    }
}
