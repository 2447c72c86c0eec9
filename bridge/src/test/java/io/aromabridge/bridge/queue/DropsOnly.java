package io.aromabridge.bridge.queue;

import java.util.function.BiConsumer;

/** Tells of what is given up, and of nothing else. */
record DropsOnly(BiConsumer<QueuedMessage, DropReason> dropped) implements QueueListener {
    @Override
    public void queued(QueuedMessage outbound) {
        // Its promise tells as much.
    }

    @Override
    public void inFlight(QueuedMessage outbound) {
        // Whoever reads knows.
    }

    @Override
    public void forwarded(QueuedMessage outbound) {
        // Whoever acknowledges knows.
    }

    @Override
    public void dropped(QueuedMessage outbound, DropReason reason) {
        dropped.accept(outbound, reason);
    }
}
