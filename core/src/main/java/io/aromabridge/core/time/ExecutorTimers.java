package io.aromabridge.core.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Real time on an executor. */
record ExecutorTimers(ScheduledExecutorService executor, InstantSource clock) implements Timers {
    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public Scheduled after(Duration delay, Runnable task) {
        try {
            ScheduledFuture<?> future = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException stopped) {
            // The part is being closed, and its tasks are dropped.
            return () -> {};
        }
    }
}
