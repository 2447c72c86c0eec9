package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.OutboundQueue.Gate;
import io.aromabridge.bridge.queue.QueueEntry.State;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What waits, and who is next. It stands in two lines: the backlog, which waited while the link was down or has waited
 * long, and what is fresh. All messages of one topic stand in the same line, so that their order holds whichever line is
 * read; topics that share a bucket in the count below are treated as one. Guarded by the lock of its queue.
 */
final class SendOrder {
    private static final int COUNTS = 1 << 12;
    private static final long FRESH_MILLIS = 1000;

    // fixed
    private final Drain drain;
    /** A backlog that is sent slowly takes nothing from the fresh: they are not slowed down. */
    private final boolean ages;

    private final TreeMap<Long, QueueEntry> backlog = new TreeMap<>();
    private final TreeMap<Long, QueueEntry> fresh = new TreeMap<>();
    /** How many of the topics of each bucket stand in the backlog. */
    private final int[] inBacklog = new int[COUNTS];

    private boolean online;
    private boolean freshIsNext;
    private long bytes;

    SendOrder(SendPolicy sending) {
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

    void add(QueueEntry entry) {
        bytes += entry.bytes;
        if (online && mayOvertake(entry)) {
            fresh.put(entry.position, entry);
        } else {
            addToBacklog(entry);
        }
    }

    private boolean mayOvertake(QueueEntry entry) {
        return drain == Drain.FAIR ? inBacklog[bucket(entry)] == 0 : backlog.isEmpty();
    }

    private void addToBacklog(QueueEntry entry) {
        backlog.put(entry.position, entry);
        inBacklog[bucket(entry)]++;
    }

    private static int bucket(QueueEntry entry) {
        return TopicHash.below(COUNTS, entry.topicHash);
    }

    /** False if it does not wait. */
    boolean remove(QueueEntry entry) {
        if (backlog.remove(entry.position) != null) {
            inBacklog[bucket(entry)]--;
        } else if (fresh.remove(entry.position) == null) {
            return false;
        }
        bytes -= entry.bytes;
        return true;
    }

    /** The one that has waited longest. */
    Optional<QueueEntry> oldest() {
        return Stream.of(backlog, fresh)
                .filter(line -> !line.isEmpty())
                .map(line -> line.firstEntry().getValue())
                .min((a, b) -> Long.compare(a.position, b.position));
    }

    /** The next that may be read and passes the gate; it stays where it is. */
    Optional<QueueEntry> next(Gate gate, long now) {
        if (ages && !fresh.isEmpty() && fresh.firstEntry().getValue().since < now - FRESH_MILLIS) {
            fresh.values().forEach(this::addToBacklog);
            fresh.clear();
        }
        Optional<QueueEntry> first = head(freshIsNext, gate);
        return first.isPresent() ? first : head(!freshIsNext, gate);
    }

    private Optional<QueueEntry> head(boolean ofFresh, Gate gate) {
        Map.Entry<Long, QueueEntry> first = (ofFresh ? fresh : backlog).firstEntry();
        if (first == null) {
            return Optional.empty();
        }
        QueueEntry entry = first.getValue();
        return entry.state == State.WAITING && gate.mayPass(entry.bytes, !ofFresh)
                ? Optional.of(entry)
                : Optional.empty();
    }

    /** The link has it from now on. */
    void send(QueueEntry entry) {
        freshIsNext = backlog.containsKey(entry.position);
        boolean unused = remove(entry);
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
    Stream<QueueEntry> all() {
        return Stream.concat(backlog.values().stream(), fresh.values().stream());
    }
}
