package io.aromabridge.bridge.queue;

import java.util.ArrayList;
import java.util.List;

/** Entries that were acknowledged or given up, and have no tombstone in the log yet. Guarded by the lock of the state. */
final class AcknowledgedEntries {
    private final List<QueueEntry> done = new ArrayList<>();
    /** Acknowledged, without a tombstone in the log. */
    private int acknowledged;
    /** The same, in no write batch either. */
    private int unwritten;

    /** The other side has it. */
    void acknowledged(QueueEntry entry) {
        done.add(entry);
        acknowledged++;
        unwritten++;
    }

    /** It is given up. */
    void givenUp(QueueEntry entry) {
        done.add(entry);
    }

    List<QueueEntry> all() {
        return done;
    }

    boolean isEmpty() {
        return done.isEmpty();
    }

    /** How many are acknowledged and may be sent again after a crash. */
    int acknowledged() {
        return acknowledged;
    }

    /** Whether their tombstones cannot wait for more to come: all but a few acknowledgements, while window is left. */
    boolean isUrgent(int window) {
        return done.size() > unwritten || unwritten > window / 4;
    }

    /** Their tombstones are to be written. */
    void into(WriteBatch batch) {
        done.forEach(batch::done);
        done.clear();
        unwritten = 0;
        batch.acknowledged = acknowledged;
    }

    /** Their tombstones are written. */
    void written(WriteBatch batch) {
        batch.done.forEach(QueueEntry::release);
        acknowledged -= batch.acknowledged;
    }
}
