package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.Stored;
import java.util.ArrayList;
import java.util.List;

/** What one write to the log does, from the decision until it holds or is taken back. */
final class Work {
    /** One message to be written. */
    record Item(Slot slot, Stored stored) {}

    /** Written anew, because its file is to go or was not forced. */
    final List<Item> copies = new ArrayList<>();
    /** Those that came. */
    final List<Item> taken = new ArrayList<>();
    /** Those that go for them, or do not come in at all. */
    final List<Loss> losses = new ArrayList<>();
    /** Those that were done with before. */
    final List<Slot> gone = new ArrayList<>();
    /** Positions to be marked as gone, those of the two above among them. */
    final List<Long> marks = new ArrayList<>();
    /** Those whose senders begin to wait for room. */
    final List<Slot> withheld = new ArrayList<>();
    /** How many of those done with were acknowledged. */
    int acknowledged;

    private long bytes;

    void take(Item item) {
        taken.add(item);
        bytes += item.slot().bytes;
    }

    /** Writes one anew that is wanted still. */
    void copy(Slot slot, Bodies bodies) {
        if (slot.state == Slot.State.WAITING || slot.state == Slot.State.IN_FLIGHT) {
            bodies.of(slot).ifPresent(body -> copies.add(new Item(slot, slot.stored(body))));
            bytes += slot.bytes;
        }
    }

    void lose(Loss loss) {
        losses.add(loss);
        if (loss.slot().place == null) {
            loss.slot().state = Slot.State.GONE;
        } else {
            marks.add(loss.slot().position);
        }
    }

    void done(Slot slot) {
        gone.add(slot);
        marks.add(slot.position);
    }

    /** Whether that is enough for one write. */
    boolean isLarge(long limit) {
        return bytes >= limit;
    }

    /** What is to be written; one that came and had to go at once is not. */
    List<Item> items() {
        List<Item> items = new ArrayList<>(copies);
        taken.stream().filter(item -> item.slot().state == Slot.State.NEW).forEach(items::add);
        return items;
    }

    boolean isEmpty() {
        return copies.isEmpty() && taken.isEmpty() && losses.isEmpty() && marks.isEmpty();
    }
}
