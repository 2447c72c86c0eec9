package io.aromabridge.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What is left of a bed's threads. */
final class Threads {
    private Threads() {}

    /** Threads of the JDK and of libraries live as long as the JVM, in the group of the bed that needed them first. */
    private static boolean isOfTheJvm(Thread thread) {
        return Stream.of("globalEventExecutor", "Rx", "CompletableFutureDelayScheduler")
                .anyMatch(thread.getName()::startsWith);
    }

    private static List<Thread> of(Testbed bed) {
        ThreadGroup group = bed.threads().group();
        Thread[] alive = new Thread[2 * group.activeCount() + 10];
        int count = group.enumerate(alive);
        return Arrays.stream(alive, 0, count)
                .filter(thread -> !isOfTheJvm(thread))
                .toList();
    }

    /** Waits until a closed bed has no thread any more. */
    static void awaitNone(Testbed bed) throws InterruptedException {
        for (Thread thread : of(bed)) {
            thread.join(5000);
        }
        List<String> left = of(bed).stream()
                .map(thread -> thread.getName() + " in " + List.of(thread.getStackTrace()))
                .toList();
        assertEquals(List.of(), left, "threads of a closed testbed");
    }
}
