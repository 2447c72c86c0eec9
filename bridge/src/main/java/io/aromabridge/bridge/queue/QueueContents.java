package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.OutboundQueue.Gate;
import io.aromabridge.bridge.queue.QueueEntry.State;
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
 * message is decided first ({@link #offer}) and counted and reported when it takes effect ({@link #enter}, {@link #drop}), because a
 * disk may refuse it in between. Guarded by the lock of its queue.
 *
 * <p>The limit counts what waits, not what is in flight; after a break the messages that were in flight wait again, so
 * for a while there may be more than the limit.
 */
final class QueueContents {
    // fixed
    private final QueueLimit limit;
    private final QueueListener listener;
    private final InstantSource clock;
    private final Function<QueueEntry, Optional<QueuedMessage>> messages;

    private final SendOrder order;
    private final TreeMap<Long, QueueEntry> inFlight = new TreeMap<>();
    /** The message of each topic that waits; kept only where the latest goes before the others. */
    private final Map<TopicName, QueueEntry> latest = new HashMap<>();

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
     * @param messages finds the message of an entry
     */
    QueueContents(
            QueueLimit limit,
            SendPolicy sending,
            QueueListener listener,
            InstantSource clock,
            Function<QueueEntry, Optional<QueuedMessage>> messages) {
        this.limit = limit;
        this.order = new SendOrder(sending);
        this.listener = listener;
        this.clock = clock;
        this.messages = messages;
    }

    /**
     * Makes room for a message by policy and puts it at the end, to be read after {@link #enter}.
     *
     * @param drops receives each message that is dropped for it, or the message itself
     * @return false if it has to wait until there is room
     */
    boolean offer(QueueEntry entry, QueuedMessage outbound, Consumer<DroppedMessage> drops) {
        if (limit.size() == 0 && !online) {
            drops.accept(new DroppedMessage(entry, DropReason.NOT_KEPT));
            return true;
        }
        if (limit.bytes() > 0 && entry.bytes > limit.bytes() && limit.whenFull() != WhenFull.REJECT) {
            // However many others went, there would be no room.
            drops.accept(new DroppedMessage(entry, DropReason.NEWEST));
            return true;
        }
        if (limit.whenFull() == WhenFull.KEEP_LATEST_PER_TOPIC) {
            QueueEntry older = latest.get(outbound.message().topic());
            if (older != null) {
                remove(older);
                drops.accept(new DroppedMessage(older, DropReason.SUPERSEDED));
            }
        }
        if (!full(entry) || makeRoom(entry, drops)) {
            add(entry);
            return true;
        }
        return limit.whenFull() != WhenFull.REJECT;
    }

    private boolean makeRoom(QueueEntry entry, Consumer<DroppedMessage> drops) {
        if (limit.whenFull() == WhenFull.REJECT) {
            return false;
        }
        if (limit.whenFull() == WhenFull.DROP_NEWEST) {
            drops.accept(new DroppedMessage(entry, DropReason.NEWEST));
            return false;
        }
        while (full(entry)) {
            stuckSince = Math.min(stuckSince, oldestSince());
            QueueEntry oldest = order.oldest().orElseThrow();
            remove(oldest);
            drops.accept(new DroppedMessage(oldest, DropReason.OLDEST));
        }
        return true;
    }

    private boolean full(QueueEntry entry) {
        return (limit.size() > 0 && order.size() >= limit.size())
                || (limit.bytes() > 0 && order.bytes() + entry.bytes > limit.bytes());
    }

    /** Adds one; it is not read before it is {@link State#WAITING}. */
    void add(QueueEntry entry) {
        order.add(entry);
        if (limit.whenFull() == WhenFull.KEEP_LATEST_PER_TOPIC) {
            topic(entry).ifPresent(topic -> latest.merge(topic, entry, (a, b) -> a.position > b.position ? a : b));
        }
    }

    private Optional<TopicName> topic(QueueEntry entry) {
        return messages.apply(entry).map(outbound -> outbound.message().topic());
    }

    /** One that was found on the disk may be read; gives back the one that it makes obsolete. */
    Optional<QueueEntry> restore(QueueEntry entry) {
        entry.state = State.WAITING;
        Optional<QueueEntry> older =
                latest.isEmpty() ? Optional.empty() : topic(entry).map(latest::get);
        older.ifPresent(this::remove);
        add(entry);
        return older;
    }

    /** Takes one out that waits or was to wait. */
    void remove(QueueEntry entry) {
        boolean unused = order.remove(entry);
        forget(entry);
    }

    private void forget(QueueEntry entry) {
        if (!latest.isEmpty()) {
            topic(entry).ifPresent(topic -> latest.remove(topic, entry));
        }
    }

    /** One that was offered is in the queue now. */
    void enter(QueueEntry entry, QueuedMessage outbound) {
        entry.state = State.WAITING;
        queued++;
        listener.queued(outbound);
    }

    /** One that was taken out, or never came in, is given up. */
    void drop(DroppedMessage drop) {
        drop.entry().state = State.REMOVED;
        dropped.merge(drop.reason(), 1L, Long::sum);
        messages.apply(drop.entry()).ifPresent(outbound -> listener.dropped(outbound, drop.reason()));
    }

    /** The same for one that goes with a write, and may have come with it too. */
    void leave(DroppedMessage drop) {
        if (drop.entry().location == null && drop.reason().cameIn()) {
            drop.entry().outbound().ifPresent(outbound -> enter(drop.entry(), outbound));
        }
        drop(drop);
    }

    /** The next that may be read and passes the gate; it stays where it is. */
    Optional<QueueEntry> first(Gate gate) {
        return order.isEmpty() ? Optional.empty() : order.next(gate, clock.millis());
    }

    boolean expired(QueueEntry entry) {
        return entry.expires <= clock.millis();
    }

    /** The link has it from now on. */
    void send(QueueEntry entry, QueuedMessage outbound) {
        order.send(entry);
        forget(entry);
        entry.state = State.IN_FLIGHT;
        sent++;
        inFlightBytes += entry.bytes;
        inFlight.put(entry.position, entry);
        listener.inFlight(outbound);
    }

    /** The other side has the one at this position; empty if it was not in flight. */
    Optional<QueueEntry> acknowledged(long position) {
        QueueEntry entry = inFlight.remove(position);
        if (entry == null) {
            return Optional.empty();
        }
        entry.state = State.REMOVED;
        inFlightBytes -= entry.bytes;
        acknowledged++;
        lastAcknowledged = clock.instant();
        stuckSince = Long.MAX_VALUE;
        messages.apply(entry).ifPresent(listener::forwarded);
        return Optional.of(entry);
    }

    /** One that was in flight is given up; empty if it was not in flight. */
    Optional<QueueEntry> giveUp(long position, DropReason reason) {
        Optional<QueueEntry> entry = Optional.ofNullable(inFlight.remove(position));
        entry.ifPresent(one -> {
            inFlightBytes -= one.bytes;
            drop(new DroppedMessage(one, reason));
        });
        return entry;
    }

    void online() {
        online = true;
        order.online();
    }

    /** The link broke: what was in flight waits again. Gives back what is not kept for a link that is down. */
    List<QueueEntry> rewind() {
        online = false;
        order.offline();
        for (QueueEntry entry : inFlight.values()) {
            entry.state = State.WAITING;
            add(entry);
        }
        inFlight.clear();
        inFlightBytes = 0;
        if (limit.size() != 0) {
            return List.of();
        }
        List<QueueEntry> notKept = order.all().toList();
        notKept.forEach(this::remove);
        return notKept;
    }

    int inFlight() {
        return inFlight.size();
    }

    long inFlightBytes() {
        return inFlightBytes;
    }

    /** All that is held. */
    Stream<QueueEntry> all() {
        return Stream.concat(inFlight.values().stream(), order.all());
    }

    QueueCounters counters() {
        long since = Math.min(stuckSince, oldestSince());
        return new QueueCounters(
                queued,
                sent,
                acknowledged,
                dropped,
                order.size() + inFlight.size(),
                order.bytes() + inFlightBytes,
                inFlight.size(),
                since == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(since)),
                Optional.ofNullable(lastAcknowledged));
    }

    private long oldestSince() {
        long sent = inFlight.isEmpty() ? Long.MAX_VALUE : inFlight.firstEntry().getValue().since;
        return Math.min(sent, order.oldest().map(entry -> entry.since).orElse(Long.MAX_VALUE));
    }
}
