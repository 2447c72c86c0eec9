package io.aromabridge.bench.queue;

/**
 * What one run took, in nanoseconds.
 *
 * @param appendNanos from the first append to the answer for the last message
 * @param p50 half of the messages were answered for within so long
 * @param p99 99 of 100 were
 * @param openNanos to open it again, with all of them in it
 * @param drainNanos to read and acknowledge all, until the last acknowledgement is in the files
 * @param cpuNanos of the process, for all that
 */
record QueueRun(int messages, long appendNanos, long p50, long p99, long openNanos, long drainNanos, long cpuNanos) {}
