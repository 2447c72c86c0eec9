package io.aromabridge.bench.load;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What a generator saw in one run.
 *
 * @param nanos from the first message handed to a socket to the last one received or acknowledged
 * @param longestPauseNanos in which nothing was received or acknowledged
 * @param failure why the run was given up; empty if it was not
 */
public record LoadResult(Counts counts, long nanos, long longestPauseNanos, Latency latency, String failure) {
    /** Whether it ran to its end: everything was sent, acknowledged and received. */
    @JsonIgnore
    public boolean isComplete() {
        return failure.isEmpty() && counts.missing() == 0;
    }

    /** Messages received a second. */
    @JsonIgnore
    public double rate() {
        return nanos == 0 ? 0 : counts.received() * 1e9 / nanos;
    }
}
