package io.aromabridge.bench.fanout;

/**
 * What became of one command.
 *
 * @param missing shooters that did not obey it
 * @param acknowledgedNanos from the publish until its acknowledgement
 * @param lastNanos from the publish until the last diffusion
 * @param greatestRate the most messages that any connection of the bridge sent in a second, since the beginning
 */
public record FanOutRun(int missing, long acknowledgedNanos, long lastNanos, int greatestRate) {}
