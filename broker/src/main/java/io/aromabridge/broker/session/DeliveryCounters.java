package io.aromabridge.broker.session;

import java.util.concurrent.atomic.LongAdder;

/** What the sessions of one listener had to drop: those whose client came that way last. */
public final class DeliveryCounters {
    private final LongAdder dropped = new LongAdder();

    void countDropped() {
        dropped.increment();
    }

    /** Messages that found a full queue. */
    public long dropped() {
        return dropped.sum();
    }
}
