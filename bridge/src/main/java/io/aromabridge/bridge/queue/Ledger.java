package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.LogReader;
import io.aromabridge.bridge.log.Place;
import io.aromabridge.bridge.log.Segment;
import io.aromabridge.bridge.pace.Sending;
import io.aromabridge.bridge.queue.OutboundQueue.Entry;
import io.aromabridge.bridge.queue.OutboundQueue.Gate;
import io.aromabridge.bridge.queue.Slot.State;
import io.aromabridge.bridge.queue.Work.Item;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * What a durable queue holds, shared by those who append, the link that reads and the thread that writes. Decides under
 * its lock, and leaves writing to the writer:
 *
 * <pre>
 *   arrive ─▶ arrivals ─ plan ─▶ work ─ (written) commit ─▶ backlog ─ next ─▶ in flight ─ acknowledged ─▶ done ─ plan…
 *                ▲                 └─ (failed) rollback
 *                └─ withheld, while there is no room and nothing may go
 * </pre>
 */
final class Ledger {
    /** So much is written at once. */
    private static final long WORK_BYTES = 256 * 1024;

    // fixed
    private final WhenFull whenFull;
    private final int window;
    private final InstantSource clock;

    // guarded by this
    private final Backlog backlog;
    private final Bodies bodies;
    private final ArrayDeque<Slot> arrivals = new ArrayDeque<>();
    private final ArrayDeque<Slot> withheld = new ArrayDeque<>();
    private final Settled settled = new Settled();
    private long nextPosition = 1;
    private boolean ended;

    /**
     * An empty one.
     *
     * @param window so many may be in flight; one that is acknowledged counts until that is written, so that no more
     *     than these are sent again after a crash
     */
    Ledger(QueueLimit limit, Sending sending, int window, Progress progress, InstantSource clock, LogReader reader) {
        this.whenFull = limit.whenFull();
        this.window = window;
        this.clock = clock;
        this.bodies = new Bodies(reader);
        this.backlog = new Backlog(limit, sending, progress, clock, bodies::of);
    }

    /** What was found in the log, in order. */
    synchronized void restore(Collection<Slot> slots, long next) {
        nextPosition = next;
        for (Slot slot : slots) {
            backlog.restore(slot).ifPresent(older -> lose(older, DropReason.SUPERSEDED));
        }
    }

    private void lose(Slot slot, DropReason reason) {
        backlog.lose(new Loss(slot, reason));
        bodies.leave(slot);
        if (slot.place != null) {
            settled.givenUp(slot);
        }
    }

    /** Takes one that comes; false after the end. */
    synchronized boolean arrive(Outbound outbound, CompletableFuture<Void> answer) {
        return !ended && arrivals.add(Slot.of(nextPosition++, clock.millis(), outbound, answer));
    }

    synchronized long nextPosition() {
        return nextPosition;
    }

    /** Whether there is something to plan, besides what has to wait for room. */
    synchronized boolean hasWork() {
        return !arrivals.isEmpty() || !settled.isEmpty();
    }

    /** Whether that cannot wait for more to come: all but a few acknowledgements, which leave the window open. */
    synchronized boolean isUrgent() {
        return !arrivals.isEmpty() || !withheld.isEmpty() || settled.isUrgent(window);
    }

    /** All that is to be planned, if it is little and there is room for it. */
    synchronized Optional<Amount> little() {
        return withheld.isEmpty() ? Amount.ofLittle(arrivals, settled.all()) : Optional.empty();
    }

    synchronized Optional<Entry> next(Gate gate) {
        while (backlog.inFlight() + settled.acknowledged() < window) {
            Optional<Slot> first = backlog.first(gate);
            if (first.isEmpty()) {
                return Optional.empty();
            }
            Slot slot = first.get();
            Optional<Outbound> body = bodies.of(slot);
            if (backlog.expired(slot) || body.isEmpty()) {
                backlog.remove(slot);
                lose(slot, body.isEmpty() ? DropReason.STORAGE : DropReason.EXPIRED);
            } else {
                bodies.leave(slot);
                slot.outbound = body.get();
                backlog.send(slot, body.get());
                return Optional.of(new Entry(slot.position, body.get()));
            }
        }
        return Optional.empty();
    }

    synchronized void acknowledged(long position) {
        backlog.acknowledged(position).ifPresent(settled::acknowledged);
    }

    synchronized void giveUp(long position, DropReason reason) {
        backlog.giveUp(position, reason).ifPresent(settled::givenUp);
    }

    synchronized void online() {
        backlog.online();
    }

    synchronized void rewind() {
        bodies.again(backlog.inFlightBytes());
        backlog.rewind().forEach(slot -> lose(slot, DropReason.NOT_KEPT));
    }

    synchronized QueueCounters counters() {
        return backlog.counters();
    }

    /**
     * Decides what is written next.
     *
     * @param evacuate a file whose messages are to be written anew
     * @param rewrite messages that are to be written anew
     */
    synchronized Work plan(Optional<Segment> evacuate, List<Slot> rewrite) {
        Work work = new Work();
        rewrite.forEach(slot -> work.copy(slot, bodies));
        evacuate.ifPresent(segment -> backlog.all()
                .filter(slot -> slot.liesIn(segment))
                .takeWhile(slot -> !work.isLarge(WORK_BYTES))
                .forEach(slot -> work.copy(slot, bodies)));
        boolean room = true;
        while (room && !work.isLarge(WORK_BYTES) && !(withheld.isEmpty() && arrivals.isEmpty())) {
            ArrayDeque<Slot> from = withheld.isEmpty() ? arrivals : withheld;
            Slot slot = from.element();
            Outbound outbound = slot.outbound().orElseThrow();
            room = backlog.offer(slot, outbound, work::lose);
            if (room) {
                from.remove();
                if (slot.state == State.NEW) {
                    work.take(new Item(slot, slot.stored(outbound)));
                }
            }
        }
        if (!room) {
            withheld.addAll(arrivals);
            arrivals.clear();
            withhold(work);
        }
        settled.into(work);
        return work;
    }

    private void withhold(Work work) {
        withheld.stream().filter(slot -> !slot.withheld).forEach(work.withheld::add);
        work.withheld.forEach(slot -> slot.withheld = true);
    }

    /** It is written: what was decided holds. */
    synchronized void commit(Work work, List<Item> items, List<Place> places) {
        for (int i = 0; i < items.size(); i++) {
            placed(items.get(i).slot(), places.get(i));
        }
        for (Loss loss : work.losses) {
            backlog.leave(loss);
            bodies.leave(loss.slot());
            loss.slot().release();
        }
        settled.written(work);
    }

    private void placed(Slot slot, Place place) {
        boolean wanted = slot.state != State.GONE;
        slot.release();
        if (wanted) {
            slot.place = place;
            place.keep();
        }
        if (slot.state == State.NEW) {
            slot.outbound().ifPresent(outbound -> backlog.enter(slot, outbound));
            bodies.enter(slot);
        }
    }

    /**
     * It could not be written: what came is not taken, and what was to go for it stays.
     *
     * @param forRoom a file that may go with all that waits in it, if older ones may; what came is tried again then
     */
    synchronized void rollback(Work work, Optional<Segment> forRoom) {
        for (int i = work.losses.size() - 1; i >= 0; i--) {
            Loss loss = work.losses.get(i);
            if (loss.slot().place == null) {
                backlog.lose(loss);
            } else {
                backlog.add(loss.slot());
                work.marks.remove(loss.slot().position);
            }
        }
        boolean again = forRoom.isPresent() && giveUp(forRoom.get(), work);
        for (int i = work.taken.size() - 1; i >= 0; i--) {
            Slot slot = work.taken.get(i).slot();
            if (slot.state != State.NEW) {
                continue;
            }
            backlog.remove(slot);
            if (again) {
                arrivals.addFirst(slot);
            } else if (whenFull == WhenFull.REJECT) {
                withheld.addFirst(slot);
            } else {
                backlog.lose(new Loss(slot, DropReason.STORAGE));
            }
        }
        withhold(work);
        // What is done with is so, written or not; the link may go on.
        settled.written(work);
    }

    /** Gives up what waits in a file, if it may: that is marked too, for the file may stay if it cannot be deleted. */
    private boolean giveUp(Segment segment, Work work) {
        if (whenFull == WhenFull.DROP_NEWEST
                || whenFull == WhenFull.REJECT
                || backlog.all().anyMatch(slot -> slot.state == State.IN_FLIGHT && slot.liesIn(segment))) {
            return false;
        }
        for (Slot slot : backlog.all().filter(slot -> slot.liesIn(segment)).toList()) {
            backlog.remove(slot);
            backlog.lose(new Loss(slot, DropReason.OLDEST));
            bodies.leave(slot);
            slot.release();
            work.marks.add(slot.position);
        }
        return true;
    }

    /** Those of them that still wait for room are not taken. */
    synchronized List<Slot> refuse(Collection<Slot> late) {
        List<Slot> refused = late.stream()
                .filter(slot -> slot.state == State.NEW && withheld.remove(slot))
                .toList();
        refused.forEach(slot -> backlog.lose(new Loss(slot, DropReason.REJECTED)));
        return refused;
    }

    /** The end: what is not taken by now never is. */
    synchronized List<Slot> abandon() {
        ended = true;
        List<Slot> left = Stream.concat(withheld.stream(), arrivals.stream()).toList();
        withheld.clear();
        arrivals.clear();
        return left;
    }

    /** Lets go of a file that is about to be deleted. */
    synchronized void forget(Segment segment) throws IOException {
        bodies.forget(segment);
    }

    synchronized void close() throws IOException {
        bodies.close();
    }
}
