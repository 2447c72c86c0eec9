package io.aromabridge.bench.fanout;

import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Hop.Step;
import io.aromabridge.core.journal.Journal;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what leaves the bridge in any second, on each of its connections. */
final class Leaving implements Journal {
    private static final long SECOND = 1_000_000_000;

    private final Map<String, ArrayDeque<Long>> lastSecond = new HashMap<>();
    private int most;

    @Override
    public synchronized void record(Hop hop) {
        if (hop.step() == Step.IN_FLIGHT) {
            long now = System.nanoTime();
            ArrayDeque<Long> sent = lastSecond.computeIfAbsent(hop.client(), unused -> new ArrayDeque<>());
            sent.addLast(now);
            while (now - sent.getFirst() >= SECOND) {
                sent.removeFirst();
            }
            most = Math.max(most, sent.size());
        }
    }

    @Override
    public List<Hop> hops() {
        return List.of();
    }

    synchronized int most() {
        return most;
    }
}
