package io.aromabridge.core.journal;

import java.util.List;

/** The last hops of all messages. Thread-safe; recording never blocks for long and never throws. */
public interface Journal {
    /** Adds a hop. */
    void record(Hop hop);

    /** The hops that are kept, oldest first. */
    List<Hop> hops();

    /** A journal that keeps nothing. */
    static Journal none() {
        return new Journal() {
            @Override
            public void record(Hop hop) {
                // Nothing is kept.
            }

            @Override
            public List<Hop> hops() {
                return List.of();
            }
        };
    }

    /**
     * A journal of the newest hops, in memory.
     *
     * @param capacity how many, at least 1
     */
    static Journal inMemory(int capacity) {
        return new RingJournal(capacity);
    }
}
