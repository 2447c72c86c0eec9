package io.aromabridge.bench.bridge;

import io.aromabridge.bench.load.LoadResult;
import io.aromabridge.bench.process.Cost;

/**
 * One measurement.
 *
 * @param row its name
 * @param load what went through before
 * @param rssKib resident memory at the end
 * @param peakKib the most it ever was
 */
public record MemoryResult(String row, LoadResult load, long rssKib, long peakKib) {
    static MemoryResult of(String row, LoadResult load, Cost cost) {
        return new MemoryResult(row, load, cost.rssKib(), cost.peakKib());
    }
}
