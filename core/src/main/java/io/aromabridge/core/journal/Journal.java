package io.aromabridge.core.journal;

import java.util.List;

/** Remembers the last hops. Thread-safe; recording never blocks for long and never throws. */
public interface Journal {
    /** Adds a hop. */
    void record(Hop hop);

    /** The hops that are still remembered, oldest first. */
    List<Hop> hops();

    /** Remembers nothing. */
    static Journal none() {
        return new Journal() {
            @Override
            public void record(Hop hop) {
                // Nobody asked for it.
            }

            @Override
            public List<Hop> hops() {
                return List.of();
            }
        };
    }

    /**
     * Remembers the newest hops in memory.
     *
     * @param capacity how many, at least 1
     */
    static Journal inMemory(int capacity) {
        return new RingJournal(capacity);
    }
}
