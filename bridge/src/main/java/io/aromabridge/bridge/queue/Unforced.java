package io.aromabridge.bridge.queue;

import java.util.ArrayList;
import java.util.List;

/** What was written and is not forced yet. */
final class Unforced {
    final List<Slot> slots = new ArrayList<>();
    final List<Long> marks = new ArrayList<>();
    /** Copies of older records are among it. */
    boolean copies;

    int records() {
        return slots.size() + marks.size();
    }

    boolean isEmpty() {
        return records() == 0 && !copies;
    }

    void add(Work work) {
        work.items().forEach(item -> slots.add(item.slot()));
        marks.addAll(work.marks);
    }

    /** Adds what was written before. */
    void addFirst(Unforced earlier) {
        slots.addAll(0, earlier.slots);
        marks.addAll(0, earlier.marks);
        copies |= earlier.copies;
    }
}
