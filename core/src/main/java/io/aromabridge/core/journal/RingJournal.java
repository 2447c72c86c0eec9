package io.aromabridge.core.journal;

import java.util.ArrayDeque;
import java.util.List;

/** The newest hops in memory; the oldest go first. */
final class RingJournal implements Journal {
    private final int capacity;
    private final ArrayDeque<Hop> hops = new ArrayDeque<>();

    RingJournal(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a journal of " + capacity + " hops: it must hold at least 1");
        }
        this.capacity = capacity;
    }

    @Override
    public synchronized void record(Hop hop) {
        if (hops.size() == capacity) {
            hops.removeFirst();
        }
        hops.addLast(hop);
    }

    @Override
    public synchronized List<Hop> hops() {
        return List.copyOf(hops);
    }
}
