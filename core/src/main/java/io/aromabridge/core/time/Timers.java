package io.aromabridge.core.time;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Clock and timers of a part. Real time in production; a test moves its own by hand.
 */
public interface Timers extends InstantSource {
    /** A scheduled task. */
    @FunctionalInterface
    interface Scheduled {
        /** Cancels the task unless it runs or has run already. */
        void cancel();
    }

    /**
     * Runs a task once, after a delay. Tasks of one {@code Timers} never run at the same time; a task handles its
     * own exceptions.
     *
     * @param delay zero or more; zero runs the task soon, but not within this call
     */
    Scheduled after(Duration delay, Runnable task);

    /** Real time on an executor, which the caller owns and which should have one thread. */
    static Timers on(ScheduledExecutorService executor, InstantSource clock) {
        return new ExecutorTimers(executor, clock);
    }
}
