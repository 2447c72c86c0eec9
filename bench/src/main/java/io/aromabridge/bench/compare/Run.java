package io.aromabridge.bench.compare;

import io.aromabridge.bench.load.LoadResult;

/**
 * One run against one target.
 *
 * @param warmUp whether it only warmed up: its messages count, its speed does not
 * @param cpuNanos that the target used in it
 * @param generatorCpuNanos that the generator used in it
 * @param remoteCpuNanos that what all targets send to used in it; 0 if there is no such thing
 * @param rssKib of the target after it
 * @param peakKib the most of it since the target's start
 */
public record Run(
        BenchTarget target,
        boolean warmUp,
        LoadResult result,
        long cpuNanos,
        long generatorCpuNanos,
        long remoteCpuNanos,
        long rssKib,
        long peakKib) {}
