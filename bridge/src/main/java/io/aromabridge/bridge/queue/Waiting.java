package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.pace.Sending;
import io.aromabridge.bridge.queue.OutboundQueue.Gate;
import io.aromabridge.bridge.queue.Slot.State;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What waits, and who is next. It stands in two lines: the backlog, which waited while the link was down or has waited
 * long, and what is fresh. All messages of one topic stand in the same line, so that their order holds whichever line is
 * read; topics that share a place in the count below are treated as one. Guarded by the lock of its queue.
 */
final class Waiting {
    private static final int COUNTS = 1 << 12;
    private static final long FRESH_MILLIS = 1000;

    // fixed
    private final Drain drain;
    /** A backlog that is sent slowly takes nothing from the fresh: they are not slowed down. */
    private final boolean ages;

    private final TreeMap<Long, Slot> backlog = new TreeMap<>();
    private final TreeMap<Long, Slot> fresh = new TreeMap<>();
    /** How many of the topics of each place stand in the backlog. */
    private final int[] inBacklog = new int[COUNTS];

    private boolean online;
    private boolean freshIsNext;
    private long bytes;

    Waiting(Sending sending) {
        this.drain = sending.drain();
        this.ages = drain == Drain.FAIR && sending.drainPerSecond() == 0;
    }

    int size() {
        return backlog.size() + fresh.size();
    }

    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return backlog.isEmpty() && fresh.isEmpty();
    }

    void add(Slot slot) {
        bytes += slot.bytes;
        if (online && mayOvertake(slot)) {
            fresh.put(slot.position, slot);
        } else {
            addToBacklog(slot);
        }
    }

    private boolean mayOvertake(Slot slot) {
        return drain == Drain.FAIR ? inBacklog[place(slot)] == 0 : backlog.isEmpty();
    }

    private void addToBacklog(Slot slot) {
        backlog.put(slot.position, slot);
        inBacklog[place(slot)]++;
    }

    private static int place(Slot slot) {
        return TopicHash.below(COUNTS, slot.topicHash);
    }

    /** False if it does not wait. */
    boolean remove(Slot slot) {
        if (backlog.remove(slot.position) != null) {
            inBacklog[place(slot)]--;
        } else if (fresh.remove(slot.position) == null) {
            return false;
        }
        bytes -= slot.bytes;
        return true;
    }

    /** The one that has waited longest. */
    Optional<Slot> oldest() {
        return Stream.of(backlog, fresh)
                .filter(line -> !line.isEmpty())
                .map(line -> line.firstEntry().getValue())
                .min((a, b) -> Long.compare(a.position, b.position));
    }

    /** The next that may be read and passes the gate; it stays where it is. */
    Optional<Slot> next(Gate gate, long now) {
        if (ages && !fresh.isEmpty() && fresh.firstEntry().getValue().since < now - FRESH_MILLIS) {
            fresh.values().forEach(this::addToBacklog);
            fresh.clear();
        }
        Optional<Slot> first = head(freshIsNext, gate);
        return first.isPresent() ? first : head(!freshIsNext, gate);
    }

    private Optional<Slot> head(boolean ofFresh, Gate gate) {
        Map.Entry<Long, Slot> first = (ofFresh ? fresh : backlog).firstEntry();
        if (first == null) {
            return Optional.empty();
        }
        Slot slot = first.getValue();
        return slot.state == State.WAITING && gate.mayPass(slot.bytes, !ofFresh) ? Optional.of(slot) : Optional.empty();
    }

    /** The link has it from now on. */
    void send(Slot slot) {
        freshIsNext = backlog.containsKey(slot.position);
        boolean unused = remove(slot);
    }

    /** What comes from now on can be sent at once. */
    void online() {
        online = true;
    }

    /** The link is down: all that waits is backlog. */
    void offline() {
        online = false;
        freshIsNext = false;
        fresh.values().forEach(this::addToBacklog);
        fresh.clear();
    }

    /** All of them, each line in its order. */
    Stream<Slot> all() {
        return Stream.concat(backlog.values().stream(), fresh.values().stream());
    }
}
