package io.aromabridge.bench.compare;

import io.aromabridge.bench.load.LoadResult;
import io.aromabridge.bench.process.Cost;

/**
 * One run against one target.
 *
 * @param warmUp whether it only warmed up: its messages count, its speed does not
 * @param cpuNanos that the target used in it
 * @param generatorCpuNanos that the generator used in it
 * @param remoteCpuNanos that what all targets send to used in it; 0 if there is no such thing
 * @param after what the target holds after it
 */
public record Run(
        BenchTarget target,
        boolean warmUp,
        LoadResult result,
        long cpuNanos,
        long generatorCpuNanos,
        long remoteCpuNanos,
        Cost after) {}
