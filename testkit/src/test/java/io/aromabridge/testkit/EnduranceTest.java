package io.aromabridge.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AllowedApi;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Very many beds in one JVM leave nothing behind. */
@Isolated("it counts what the whole JVM uses")
@Tag("long")
class EnduranceTest {
    private static final int ROUNDS = 200;

    private record Use(int threads, long descriptors, long directBytes) {
        static Use now() throws IOException {
            long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                    .filter(pool -> pool.getName().equals("direct"))
                    .mapToLong(BufferPoolMXBean::getMemoryUsed)
                    .sum();
            long netty = io.netty.util.internal.PlatformDependent.usedDirectMemory();
            Path open = Path.of("/proc/self/fd");
            long descriptors = 0;
            if (Files.isDirectory(open)) {
                try (Stream<Path> all = Files.list(open)) {
                    descriptors = all.count();
                }
            }
            return new Use(Thread.activeCount(), descriptors, direct + Math.max(0, netty));
        }
    }

    @Test
    void twoHundredOneAfterTheOther() throws Exception {
        rounds(10);
        Use before = Use.now();
        tell("after 10 rounds: " + before);
        rounds(ROUNDS);
        Use after = Use.now();
        tell("after " + ROUNDS + " rounds more: " + after);
        flat(before, after);
    }

    @Test
    void eightBesideEachOther() throws Exception {
        ManyBedsTest.inParallel(8, 8);
        Use before = Use.now();
        tell("after 8 in parallel: " + before);
        ManyBedsTest.inParallel(64, 8);
        Use after = Use.now();
        tell("after 64 more: " + after);
        flat(before, after);
    }

    @AllowedApi("figures for the person who runs it")
    private static void tell(String figures) {
        System.out.println(figures);
    }

    private static void rounds(int number) throws Exception {
        for (int i = 0; i < number; i++) {
            Testbed bed = Testbed.start("ASN2A00001");
            try (bed) {
                OutageTest.Outage.passesOver(bed);
            }
            bed.closed().toCompletableFuture().get();
            Threads.awaitNone(bed);
        }
    }

    private static void flat(Use before, Use after) {
        String both = before + ", then " + after;
        assertTrue(after.threads() <= before.threads() + 4, both);
        assertTrue(after.descriptors() <= before.descriptors() + 8, both);
        assertTrue(after.directBytes() <= before.directBytes() + (8 << 20), both);
    }
}
