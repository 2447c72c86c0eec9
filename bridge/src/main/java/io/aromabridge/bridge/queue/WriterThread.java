package io.aromabridge.bridge.queue;

import io.aromabridge.core.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what writes a queue's log, one task at a time. */
interface WriterThread {
    /** Runs its tasks. */
    Timers timers();

    /** Runs one task more, the last, and waits for it. */
    void end(Runnable last);

    /** A thread of this name. */
    static WriterThread named(String name, InstantSource clock) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return new OnExecutor(name, executor, new Guarded(name, Timers.on(executor, clock)));
    }

    /** A thread of its own. */
    record OnExecutor(String name, ScheduledThreadPoolExecutor executor, Timers timers) implements WriterThread {
        private static final Logger log = LoggerFactory.getLogger(WriterThread.class);
        private static final int LIMIT_SECONDS = 2;

        @Override
        public void end(Runnable last) {
            Future<?> ended = executor.submit(last);
            executor.shutdown();
            try {
                ended.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                log.error("{}: internal error at the end", name, e.getCause());
            } catch (TimeoutException e) {
                log.warn("{}: the disk takes longer than {} s to take what is left", name, LIMIT_SECONDS);
            }
        }
    }

    /** An executor swallows what a task throws, so it is told here. */
    record Guarded(String name, Timers real) implements Timers {
        private static final Logger log = LoggerFactory.getLogger(WriterThread.class);

        @Override
        public Instant instant() {
            return real.instant();
        }

        @Override
        public Scheduled after(Duration delay, Runnable task) {
            return real.after(delay, () -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    log.error("{}: internal error", name, e);
                }
            });
        }
    }
}
