package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.StoredMessage;
import java.util.ArrayList;
import java.util.List;

/** What one write to the log does, from the decision until it is committed or rolled back. */
final class WriteBatch {
    /** One message to be written. */
    record Item(QueueEntry entry, StoredMessage stored) {}

    /** Written anew, because its file is to go or was not synced. */
    final List<Item> copies = new ArrayList<>();
    /** Those that came. */
    final List<Item> taken = new ArrayList<>();
    /** Those that go for them, or do not come in at all. */
    final List<DroppedMessage> drops = new ArrayList<>();
    /** Those that were done with before. */
    final List<QueueEntry> done = new ArrayList<>();
    /** Positions of the tombstones to write, those of the two above among them. */
    final List<Long> tombstones = new ArrayList<>();
    /** Those whose senders begin to wait for room. */
    final List<QueueEntry> withheld = new ArrayList<>();
    /** How many of those done with were acknowledged. */
    int acknowledged;

    private long bytes;

    void take(Item item) {
        taken.add(item);
        bytes += item.entry().bytes;
    }

    /** Writes one anew that is wanted still. */
    void copy(QueueEntry entry, MessageCache cache) {
        if (entry.state == QueueEntry.State.WAITING || entry.state == QueueEntry.State.IN_FLIGHT) {
            cache.of(entry).ifPresent(outbound -> copies.add(new Item(entry, entry.stored(outbound))));
            bytes += entry.bytes;
        }
    }

    void drop(DroppedMessage drop) {
        drops.add(drop);
        if (drop.entry().location == null) {
            drop.entry().state = QueueEntry.State.REMOVED;
        } else {
            tombstones.add(drop.entry().position);
        }
    }

    void done(QueueEntry entry) {
        done.add(entry);
        tombstones.add(entry.position);
    }

    /** Whether that is enough for one write. */
    boolean isLarge(long limit) {
        return bytes >= limit;
    }

    /** What is to be written; one that came and had to go at once is not. */
    List<Item> items() {
        List<Item> items = new ArrayList<>(copies);
        taken.stream()
                .filter(item -> item.entry().state == QueueEntry.State.NEW)
                .forEach(items::add);
        return items;
    }

    boolean isEmpty() {
        return copies.isEmpty() && taken.isEmpty() && drops.isEmpty() && tombstones.isEmpty();
    }
}
