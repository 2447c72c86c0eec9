package io.aromabridge.bridge.link;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs tasks on one thread, in order and many for one wake-up of it: under load there is one for each message. */
final class BatchingExecutor {
    /** After so many it is the turn of what else the thread has to do. */
    private static final int AT_ONCE = 256;

    private final Executor executor;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();

    /**
     * None yet.
     *
     * @param executor of one thread
     */
    BatchingExecutor(Executor executor) {
        this.executor = executor;
    }

    /** Runs a task later. From any thread; throws {@link RejectedExecutionException} if the executor is shut down. */
    void run(Runnable task) {
        waiting.add(task);
        wake();
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) {
            try {
                executor.execute(this::runAll);
            } catch (RejectedExecutionException closed) {
                waiting.clear();
                awake.set(false);
                throw closed;
            }
        }
    }

    private void runAll() {
        awake.set(false);
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                Runnable task = waiting.poll();
                if (task == null) {
                    return;
                }
                task.run();
            }
        } finally {
            if (!waiting.isEmpty()) {
                wake();
            }
        }
    }
}
