package io.aromabridge.bench.load;

/**
 * From the moment a message was handed over for sending to the moment the subscriber had it, in nanoseconds.
 *
 * @param p50 half of the messages were at most that late
 * @param p99 99 of 100 were
 * @param startP99 paced runs: how late the generator itself was, 99 of 100 times at most; else 0
 */
public record Latency(long p50, long p99, long startP99) {}
