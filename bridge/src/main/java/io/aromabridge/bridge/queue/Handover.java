package io.aromabridge.bridge.queue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Holds back the partitions of one time until nothing is left in those of the times before, so that the messages of a
 * topic keep their order when it gets another partition. Thread-safe.
 */
final class Handover {
    /** The partitions of each time, the newest last; only the newest take what comes. */
    private final List<List<OutboundQueue>> times;

    private final List<Runnable> signals = new CopyOnWriteArrayList<>();
    private volatile int reading;

    Handover(List<List<OutboundQueue>> times) {
        this.times = times.stream().map(List::copyOf).toList();
    }

    /** Adds one that is told when another time may be read. */
    void onTurn(Runnable signal) {
        signals.add(signal);
    }

    /** Which time may be read now. */
    int reading() {
        return reading;
    }

    /** Something may have left. */
    void look() {
        if (reading < times.size() - 1 && advance()) {
            signals.forEach(Runnable::run);
        }
    }

    private synchronized boolean advance() {
        int before = reading;
        while (reading < times.size() - 1 && isEmpty(reading)) {
            reading = reading + 1;
        }
        return reading > before;
    }

    private boolean isEmpty(int time) {
        return times.get(time).stream().allMatch(queue -> queue.counters().depth() == 0);
    }
}
