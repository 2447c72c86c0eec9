package io.aromabridge.core.time;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The time that a part lives in: it tells what time it is, and runs tasks later. Real time in production; a test moves
 * its own by hand.
 */
public interface Timers extends InstantSource {
    /** Stands for a task that was scheduled. */
    @FunctionalInterface
    interface Scheduled {
        /** Keeps the task from running, unless it runs or ran already. */
        void cancel();
    }

    /**
     * Runs a task once, after a delay. Tasks of one {@code Timers} never run at the same time; one that throws is
     * logged by its own part, not here.
     *
     * @param delay zero or more; zero runs the task soon, but not within this call
     */
    Scheduled after(Duration delay, Runnable task);

    /** Real time on an executor, which the caller owns and which should have one thread. */
    static Timers on(ScheduledExecutorService executor, InstantSource clock) {
        return new ExecutorTimers(executor, clock);
    }
}
