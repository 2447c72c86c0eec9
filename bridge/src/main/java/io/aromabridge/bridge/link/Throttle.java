package io.aromabridge.bridge.link;

import io.aromabridge.bridge.pace.Pacer;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.OutboundQueue.Gate;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Lets the messages of one link pass at its pace, over all its connections: quotas may not begin anew with each. */
final class Throttle implements Gate {
    /** What a PUBLISH with QoS 1 has besides topic and payload: 5 bytes at most before, 2 lengths, the identifier. */
    private static final int PACKET_BYTES = 9;

    private final Pacer pace;
    private final Pacer drain;
    private final LongSupplier nanos;
    private long shortest = Long.MAX_VALUE;

    /**
     * One that has let nothing pass.
     *
     * @param nanos a clock that never goes back
     */
    Throttle(SendPolicy sending, LongSupplier nanos) {
        this.pace = Pacer.of(sending.pace());
        this.drain = Pacer.every(sending.drainPerSecond());
        this.nanos = nanos;
    }

    @Override
    public boolean mayPass(int bytes, boolean backlog) {
        long now = nanos.getAsLong();
        int size = bytes + PACKET_BYTES;
        long delay = Math.max(pace.delay(now, size), backlog ? drain.delay(now, size) : 0);
        if (delay > 0) {
            shortest = Math.min(shortest, delay);
            return false;
        }
        pace.sent(now, size);
        if (backlog) {
            drain.sent(now, size);
        }
        return true;
    }

    /** How long to wait for the first message that was delayed since the last call; empty if none was. */
    Optional<Duration> delayed() {
        long delay = shortest;
        shortest = Long.MAX_VALUE;
        return delay == Long.MAX_VALUE ? Optional.empty() : Optional.of(Duration.ofNanos(delay));
    }
}
