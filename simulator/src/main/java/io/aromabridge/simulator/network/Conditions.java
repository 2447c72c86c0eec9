package io.aromabridge.simulator.network;

/**
 * What the line is like now, for every connection and in both directions.
 *
 * @param frozen whether no byte passes
 * @param latencyNanos how long each byte takes
 * @param jitterNanos by how much that varies either way, at most the latency
 * @param bytesPerSecond of each connection and direction; {@link #UNLIMITED} is as fast as it goes
 * @param closeAfter a connection ends when this many bytes of its client have passed; {@link #UNLIMITED} is never
 */
record Conditions(boolean frozen, long latencyNanos, long jitterNanos, long bytesPerSecond, long closeAfter) {
    static final long UNLIMITED = Long.MAX_VALUE;

    /** Everything passes, at once. */
    static final Conditions CLEAR = new Conditions(false, 0, 0, UNLIMITED, UNLIMITED);

    Conditions withFrozen(boolean now) {
        return new Conditions(now, latencyNanos, jitterNanos, bytesPerSecond, closeAfter);
    }

    Conditions withLatency(long nanos, long jitter) {
        return new Conditions(frozen, nanos, jitter, bytesPerSecond, closeAfter);
    }

    Conditions withBandwidth(long perSecond) {
        return new Conditions(frozen, latencyNanos, jitterNanos, perSecond, closeAfter);
    }

    Conditions withCloseAfter(long bytes) {
        return new Conditions(frozen, latencyNanos, jitterNanos, bytesPerSecond, bytes);
    }
}
