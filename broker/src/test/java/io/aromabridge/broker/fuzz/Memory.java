package io.aromabridge.broker.fuzz;

import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;

/**
 * What is held after a garbage collection.
 *
 * @param heap bytes on the JVM's heap
 * @param buffers number of those handed out by Netty's allocator, its threads' caches included
 * @param direct bytes of direct memory
 */
record Memory(long heap, long buffers, long direct) {
    static Memory now() {
        long heap = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            heap = Math.min(
                    heap,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        var metric = PooledByteBufAllocator.DEFAULT.metric();
        long buffers = Stream.concat(metric.directArenas().stream(), metric.heapArenas().stream())
                .mapToLong(PoolArenaMetric::numActiveAllocations)
                .sum();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return new Memory(heap, buffers, direct);
    }

    @Override
    public String toString() {
        return "heap " + kib(heap) + ", " + buffers + " buffers" + ", direct " + kib(direct);
    }

    private static String kib(long bytes) {
        return bytes / 1024 + " KiB";
    }
}
