package io.aromabridge.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How to stop what was started: the last first, and all of it, whatever fails. */
final class Closing {
    private static final Logger log = LoggerFactory.getLogger(Testbed.class);

    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean begun;

    /** Adds a step; one that comes too late is done at once. */
    void add(Runnable step) {
        synchronized (this) {
            if (!begun) {
                steps.push(step);
                return;
            }
        }
        run(step);
    }

    /** Whether this call is the first. */
    synchronized boolean begin() {
        boolean first = !begun;
        begun = true;
        return first;
    }

    synchronized boolean hasBegun() {
        return begun;
    }

    /** Does all steps now, because not all was started. */
    void abandon() {
        if (begin()) {
            finish();
        }
    }

    /** Does all steps; after {@link #begin()}. */
    void finish() {
        steps.forEach(Closing::run);
        done.complete(null);
    }

    private static void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.error("part of a testbed did not close", e);
        }
    }

    CompletableFuture<Void> done() {
        return done;
    }
}
