package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.pace.Sending;
import io.aromabridge.bridge.queue.OutboundQueue.Gate;
import io.aromabridge.bridge.queue.Slot.State;
import io.aromabridge.core.topic.TopicName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What waits and what is in flight, in order; the limit and what goes when it is reached; the counters. What happens to a
 * message is decided first ({@link #offer}) and counted and told when it holds ({@link #enter}, {@link #lose}), because a
 * disk may refuse it in between. Guarded by the lock of its queue.
 *
 * <p>The limit counts what waits, not what is in flight; after a break the messages that were in flight wait again, so
 * for a while there may be more than the limit.
 */
final class Backlog {
    // fixed
    private final QueueLimit limit;
    private final Progress progress;
    private final InstantSource clock;
    private final Function<Slot, Optional<Outbound>> bodies;

    private final Waiting waiting;
    private final TreeMap<Long, Slot> inFlight = new TreeMap<>();
    /** The message of each topic that waits; kept only where the latest goes before the others. */
    private final Map<TopicName, Slot> latest = new HashMap<>();

    private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    private boolean online;
    private long inFlightBytes;
    private long queued;
    private long sent;
    private long acknowledged;
    private @Nullable Instant lastAcknowledged;
    /** Since when something has waited at the last drop of an oldest message, unless one was acknowledged after it. */
    private long stuckSince = Long.MAX_VALUE;

    /**
     * An empty one whose link is down.
     *
     * @param bodies finds the message of a slot
     */
    Backlog(
            QueueLimit limit,
            Sending sending,
            Progress progress,
            InstantSource clock,
            Function<Slot, Optional<Outbound>> bodies) {
        this.limit = limit;
        this.waiting = new Waiting(sending);
        this.progress = progress;
        this.clock = clock;
        this.bodies = bodies;
    }

    /**
     * Makes room for a message by policy and puts it at the end, to be read after {@link #enter}.
     *
     * @param losses is told who has to go, the message itself perhaps
     * @return false if it has to wait until there is room
     */
    boolean offer(Slot slot, Outbound outbound, Consumer<Loss> losses) {
        if (limit.size() == 0 && !online) {
            losses.accept(new Loss(slot, DropReason.NOT_KEPT));
            return true;
        }
        if (limit.bytes() > 0 && slot.bytes > limit.bytes() && limit.whenFull() != WhenFull.REJECT) {
            // However many others went, there would be no room.
            losses.accept(new Loss(slot, DropReason.NEWEST));
            return true;
        }
        if (limit.whenFull() == WhenFull.KEEP_LATEST_PER_TOPIC) {
            Slot older = latest.get(outbound.message().topic());
            if (older != null) {
                remove(older);
                losses.accept(new Loss(older, DropReason.SUPERSEDED));
            }
        }
        if (!full(slot) || makeRoom(slot, losses)) {
            add(slot);
            return true;
        }
        return limit.whenFull() != WhenFull.REJECT;
    }

    private boolean makeRoom(Slot slot, Consumer<Loss> losses) {
        if (limit.whenFull() == WhenFull.REJECT) {
            return false;
        }
        if (limit.whenFull() == WhenFull.DROP_NEWEST) {
            losses.accept(new Loss(slot, DropReason.NEWEST));
            return false;
        }
        while (full(slot)) {
            stuckSince = Math.min(stuckSince, oldestSince());
            Slot oldest = waiting.oldest().orElseThrow();
            remove(oldest);
            losses.accept(new Loss(oldest, DropReason.OLDEST));
        }
        return true;
    }

    private boolean full(Slot slot) {
        return (limit.size() > 0 && waiting.size() >= limit.size())
                || (limit.bytes() > 0 && waiting.bytes() + slot.bytes > limit.bytes());
    }

    /** Puts one in its place; it is not read before it is {@link State#WAITING}. */
    void add(Slot slot) {
        waiting.add(slot);
        if (limit.whenFull() == WhenFull.KEEP_LATEST_PER_TOPIC) {
            topic(slot).ifPresent(topic -> latest.merge(topic, slot, (a, b) -> a.position > b.position ? a : b));
        }
    }

    private Optional<TopicName> topic(Slot slot) {
        return bodies.apply(slot).map(body -> body.message().topic());
    }

    /** One that was found on the disk may be read; gives back the one that it makes obsolete. */
    Optional<Slot> restore(Slot slot) {
        slot.state = State.WAITING;
        Optional<Slot> older = latest.isEmpty() ? Optional.empty() : topic(slot).map(latest::get);
        older.ifPresent(this::remove);
        add(slot);
        return older;
    }

    /** Takes one out that waits or was to wait. */
    void remove(Slot slot) {
        boolean unused = waiting.remove(slot);
        forget(slot);
    }

    private void forget(Slot slot) {
        if (!latest.isEmpty()) {
            topic(slot).ifPresent(topic -> latest.remove(topic, slot));
        }
    }

    /** One that was offered is in the queue now. */
    void enter(Slot slot, Outbound outbound) {
        slot.state = State.WAITING;
        queued++;
        progress.queued(outbound);
    }

    /** One that was taken out, or never came in, is given up. */
    void lose(Loss loss) {
        loss.slot().state = State.GONE;
        dropped.merge(loss.reason(), 1L, Long::sum);
        bodies.apply(loss.slot()).ifPresent(body -> progress.dropped(body, loss.reason()));
    }

    /** The same for one that goes with a write, and may have come with it too. */
    void leave(Loss loss) {
        if (loss.slot().place == null && loss.reason().cameIn()) {
            loss.slot().outbound().ifPresent(outbound -> enter(loss.slot(), outbound));
        }
        lose(loss);
    }

    /** The next that may be read and passes the gate; it stays where it is. */
    Optional<Slot> first(Gate gate) {
        return waiting.isEmpty() ? Optional.empty() : waiting.next(gate, clock.millis());
    }

    boolean expired(Slot slot) {
        return slot.expires <= clock.millis();
    }

    /** The link has it from now on. */
    void send(Slot slot, Outbound outbound) {
        waiting.send(slot);
        forget(slot);
        slot.state = State.IN_FLIGHT;
        sent++;
        inFlightBytes += slot.bytes;
        inFlight.put(slot.position, slot);
        progress.inFlight(outbound);
    }

    /** The other side has the one at this position; empty if it was not in flight. */
    Optional<Slot> acknowledged(long position) {
        Slot slot = inFlight.remove(position);
        if (slot == null) {
            return Optional.empty();
        }
        slot.state = State.GONE;
        inFlightBytes -= slot.bytes;
        acknowledged++;
        lastAcknowledged = clock.instant();
        stuckSince = Long.MAX_VALUE;
        bodies.apply(slot).ifPresent(progress::forwarded);
        return Optional.of(slot);
    }

    /** One that was in flight is given up; empty if it was not in flight. */
    Optional<Slot> giveUp(long position, DropReason reason) {
        Optional<Slot> slot = Optional.ofNullable(inFlight.remove(position));
        slot.ifPresent(one -> {
            inFlightBytes -= one.bytes;
            lose(new Loss(one, reason));
        });
        return slot;
    }

    void online() {
        online = true;
        waiting.online();
    }

    /** The link broke: what was in flight waits again. Gives back what is not kept for a link that is down. */
    List<Slot> rewind() {
        online = false;
        waiting.offline();
        for (Slot slot : inFlight.values()) {
            slot.state = State.WAITING;
            add(slot);
        }
        inFlight.clear();
        inFlightBytes = 0;
        if (limit.size() != 0) {
            return List.of();
        }
        List<Slot> gone = waiting.all().toList();
        gone.forEach(this::remove);
        return gone;
    }

    int inFlight() {
        return inFlight.size();
    }

    long inFlightBytes() {
        return inFlightBytes;
    }

    /** All that is held. */
    Stream<Slot> all() {
        return Stream.concat(inFlight.values().stream(), waiting.all());
    }

    QueueCounters counters() {
        long since = Math.min(stuckSince, oldestSince());
        return new QueueCounters(
                queued,
                sent,
                acknowledged,
                dropped,
                waiting.size() + inFlight.size(),
                waiting.bytes() + inFlightBytes,
                inFlight.size(),
                since == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(since)),
                Optional.ofNullable(lastAcknowledged));
    }

    private long oldestSince() {
        long sent = inFlight.isEmpty() ? Long.MAX_VALUE : inFlight.firstEntry().getValue().since;
        return Math.min(sent, waiting.oldest().map(slot -> slot.since).orElse(Long.MAX_VALUE));
    }
}
