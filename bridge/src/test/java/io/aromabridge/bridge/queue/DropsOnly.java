package io.aromabridge.bridge.queue;

import java.util.function.BiConsumer;

/** Tells of what is given up, and of nothing else. */
record DropsOnly(BiConsumer<Outbound, DropReason> dropped) implements Progress {
    @Override
    public void queued(Outbound outbound) {
        // Its promise tells as much.
    }

    @Override
    public void inFlight(Outbound outbound) {
        // Whoever reads knows.
    }

    @Override
    public void forwarded(Outbound outbound) {
        // Whoever acknowledges knows.
    }

    @Override
    public void dropped(Outbound outbound, DropReason reason) {
        dropped.accept(outbound, reason);
    }
}
