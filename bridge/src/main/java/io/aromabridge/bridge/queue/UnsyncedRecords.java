package io.aromabridge.bridge.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records that were written and are not synced yet. */
final class UnsyncedRecords {
    /** A message that may get its tombstone; a copy's must reach the disk, where its older record is. */
    private record Written(QueueEntry entry, Instant at, boolean copy) {}

    /** Those without a tombstone, by position, in the order of their writing. */
    private final Map<Long, Written> messages = new LinkedHashMap<>();

    private final List<Long> tombstones = new ArrayList<>();
    private Optional<Instant> first = Optional.empty();
    /** Tombstones of synced messages. */
    private int tombstonesOfSynced;
    /** All that was written. */
    private int written;
    /** Copies of older records are among it. */
    boolean copies;

    /** Those that a power loss must not take: a message written and tombstoned since the last sync may be lost with its tombstone. */
    int records() {
        return messages.size() + tombstonesOfSynced;
    }

    /** All records, those too that may be lost. */
    int written() {
        return written;
    }

    boolean isEmpty() {
        return written == 0 && !copies;
    }

    /** Whether something is to be synced soon. */
    boolean waits() {
        return copies || !messages.isEmpty();
    }

    /** Adds what was written now. */
    void add(WriteBatch batch, Instant now) {
        List<WriteBatch.Item> items = batch.items();
        for (int i = 0; i < items.size(); i++) {
            QueueEntry entry = items.get(i).entry();
            messages.put(entry.position, new Written(entry, now, i < batch.copies.size()));
        }
        for (Long position : batch.tombstones) {
            Written message = messages.remove(position);
            if (message == null || message.copy()) {
                tombstonesOfSynced++;
            }
        }
        tombstones.addAll(batch.tombstones);
        written += items.size() + batch.tombstones.size();
        first = first.or(() -> Optional.of(now));
    }

    /**
     * When it is to be synced.
     *
     * @param wanted so long after a message was written, unless it has its tombstone by then
     * @param any so long after anything was written
     */
    Optional<Instant> due(Duration wanted, Duration any) {
        if (first.isEmpty() || copies) {
            return first.map(at -> at.plus(wanted));
        }
        Instant latest = first.get().plus(any);
        if (messages.isEmpty()) {
            return Optional.of(latest);
        }
        Instant soonest = messages.values().iterator().next().at().plus(wanted);
        return Optional.of(soonest.isBefore(latest) ? soonest : latest);
    }

    /** Its messages without a tombstone. */
    List<QueueEntry> entries() {
        return messages.values().stream().map(Written::entry).toList();
    }

    /** All its tombstones. */
    List<Long> tombstones() {
        return tombstones;
    }

    /** Adds what was written before. */
    void addFirst(UnsyncedRecords earlier) {
        Map<Long, Written> later = new LinkedHashMap<>(messages);
        messages.clear();
        messages.putAll(earlier.messages);
        messages.putAll(later);
        tombstones.addAll(0, earlier.tombstones);
        first = earlier.first.or(() -> first);
        tombstonesOfSynced += earlier.tombstonesOfSynced;
        written += earlier.written;
        copies |= earlier.copies;
    }
}
