package io.aromabridge.testkit.junit;

import io.aromabridge.testkit.Testbed;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** The beds that close in the background: waited for once, when all tests have run. Lives in JUnit's root store. */
final class ClosingBeds implements AutoCloseable {
    private static final long LIMIT_SECONDS = 10;

    private final Queue<CompletableFuture<Void>> closing = new ConcurrentLinkedQueue<>();

    /** Closes a bed; its close may throw what the bed's owner should know. */
    void close(Testbed bed) {
        closing.removeIf(CompletableFuture::isDone);
        closing.add(bed.closed().toCompletableFuture());
        bed.close();
    }

    /** Waits for them, for a while: they are on daemon threads, which end with the JVM anyway. */
    @Override
    public void close() {
        CompletableFuture<Void> all = CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new));
        all.completeOnTimeout(null, LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }
}
