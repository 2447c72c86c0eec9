package io.aromabridge.testkit;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * The threads of one bed. They are in one thread group, as are those which the parts start from them, so that a line in
 * the log can be assigned to this bed. All are daemons.
 */
final class BedThreads {
    private final ThreadGroup group;

    BedThreads(String name) {
        group = new ThreadGroup(name);
    }

    ThreadGroup group() {
        return group;
    }

    /** An executor with one thread. */
    ScheduledThreadPoolExecutor single(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> thread(name, task));
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    /** Runs a task on a thread of the group, and waits for it. Throws what it throws. */
    <T> T call(String name, Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        thread(name, future).start();
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a testbed was at work", e);
        }
    }

    /** Begins a task on a thread of the group. */
    void begin(String name, Runnable task) {
        thread(name, task).start();
    }

    private Thread thread(String name, Runnable task) {
        Thread thread = new Thread(group, task, name);
        thread.setDaemon(true);
        return thread;
    }
}
