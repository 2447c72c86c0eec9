package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.SegmentLog;
import io.aromabridge.core.time.Timers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what writes a queue's log, one task at a time. */
interface WriterThread {
    /** A queue to which nothing comes needs no second thread. */
    int IDLE_SECONDS = 10;

    /** Runs its tasks. */
    Timers timers();

    /**
     * Runs a job beside the tasks, one at a time.
     *
     * @param ended is run after it, on any thread, perhaps while a task runs
     */
    Aside aside(SegmentLog.SyncJob job, Runnable ended);

    /** A job beside the tasks. */
    interface Aside {
        /** Whether it has. */
        boolean ended();

        /** Returns when it has ended; throws what it threw. */
        void await() throws IOException;
    }

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
        ThreadPoolExecutor beside =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-fsync");
                    thread.setDaemon(true);
                    return thread;
                });
        beside.allowCoreThreadTimeOut(true);
        return new OnExecutor(name, executor, beside, new Guarded(name, Timers.on(executor, clock)));
    }

    /** A thread of its own, and another for the jobs beside. */
    record OnExecutor(String name, ScheduledThreadPoolExecutor executor, ThreadPoolExecutor beside, Timers timers)
            implements WriterThread {
        private static final Logger log = LoggerFactory.getLogger(WriterThread.class);
        private static final int LIMIT_SECONDS = 2;

        @Override
        public Aside aside(SegmentLog.SyncJob job, Runnable ended) {
            FutureTask<Boolean> running =
                    new FutureTask<>(() -> {
                        job.run();
                        return true;
                    }) {
                        @Override
                        protected void done() {
                            ended.run();
                        }
                    };
            beside.execute(running);
            return new Beside(running);
        }

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
                log.warn("{}: the disk takes longer than {} s to write what is left", name, LIMIT_SECONDS);
            }
            beside.shutdown();
        }
    }

    /** One that another thread does. */
    record Beside(Future<?> running) implements Aside {
        @Override
        public boolean ended() {
            return running.isDone();
        }

        @Override
        public void await() throws IOException {
            try {
                running.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while the disk worked");
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
            }
        }
    }

    /** An executor swallows what a task throws, so it is logged here. */
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
