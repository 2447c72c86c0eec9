package io.aromabridge.bridge.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was written and is not forced yet. */
final class Unforced {
    /** A message that may be marked; a copy's mark is missed on the disk, where its older record is. */
    private record Written(Slot slot, Instant at, boolean copy) {}

    /** Those not marked as gone since, by position, in the order of their writing. */
    private final Map<Long, Written> messages = new LinkedHashMap<>();

    private final List<Long> marks = new ArrayList<>();
    private Optional<Instant> first = Optional.empty();
    /** Marks of messages that are on the disk. */
    private int marksOfForced;
    /** All that was written. */
    private int written;
    /** Copies of older records are among it. */
    boolean copies;

    /** Without which the disk would not tell the truth: one that was written and marked since is not missed there. */
    int records() {
        return messages.size() + marksOfForced;
    }

    /** All records, those too that would not be missed. */
    int written() {
        return written;
    }

    boolean isEmpty() {
        return written == 0 && !copies;
    }

    /** Whether there is something that is to be on the disk soon. */
    boolean waits() {
        return copies || !messages.isEmpty();
    }

    /** Adds what was written now. */
    void add(Work work, Instant now) {
        List<Work.Item> items = work.items();
        for (int i = 0; i < items.size(); i++) {
            Slot slot = items.get(i).slot();
            messages.put(slot.position, new Written(slot, now, i < work.copies.size()));
        }
        for (Long position : work.marks) {
            Written message = messages.remove(position);
            if (message == null || message.copy()) {
                marksOfForced++;
            }
        }
        marks.addAll(work.marks);
        written += items.size() + work.marks.size();
        first = first.or(() -> Optional.of(now));
    }

    /**
     * When it is to be forced.
     *
     * @param wanted so long after a message was written, unless it is marked as gone by then
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

    /** Its messages that are not marked as gone. */
    List<Slot> slots() {
        return messages.values().stream().map(Written::slot).toList();
    }

    /** All its marks. */
    List<Long> marks() {
        return marks;
    }

    /** Adds what was written before. */
    void addFirst(Unforced earlier) {
        Map<Long, Written> later = new LinkedHashMap<>(messages);
        messages.clear();
        messages.putAll(earlier.messages);
        messages.putAll(later);
        marks.addAll(0, earlier.marks);
        first = earlier.first.or(() -> first);
        marksOfForced += earlier.marksOfForced;
        written += earlier.written;
        copies |= earlier.copies;
    }
}
