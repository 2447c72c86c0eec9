package io.aromabridge.bridge.queue;

import java.util.ArrayList;
import java.util.List;

/** Messages that are done with, and not marked so in the log yet. Guarded by the lock of the ledger. */
final class Settled {
    private final List<Slot> done = new ArrayList<>();
    /** Acknowledged, and not marked so in the log. */
    private int acknowledged;
    /** The same, and no write does so either. */
    private int unmarked;

    /** The other side has it. */
    void acknowledged(Slot slot) {
        done.add(slot);
        acknowledged++;
        unmarked++;
    }

    /** It is given up. */
    void givenUp(Slot slot) {
        done.add(slot);
    }

    List<Slot> all() {
        return done;
    }

    boolean isEmpty() {
        return done.isEmpty();
    }

    /** How many are acknowledged and may be sent again after a crash. */
    int acknowledged() {
        return acknowledged;
    }

    /** Whether their marks cannot wait for more to come: unless they are a few acknowledgements, as window is left. */
    boolean isUrgent(int window) {
        return done.size() > unmarked || unmarked > window / 4;
    }

    /** They are to be marked. */
    void into(Work work) {
        done.forEach(work::done);
        done.clear();
        unmarked = 0;
        work.acknowledged = acknowledged;
    }

    /** They are marked. */
    void written(Work work) {
        work.gone.forEach(Slot::release);
        acknowledged -= work.acknowledged;
    }
}
