package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.SegmentLog;
import io.aromabridge.core.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one task at a time work on a queue's log: on the writer's thread, which may wait for the disk, or near, on the
 * thread of the link that reads the queue. What is done near costs no wake-up of another thread, and may wait for
 * nothing. Thread-safe.
 */
final class Turn {
    private static final Logger log = LoggerFactory.getLogger(Turn.class);

    private record Near(ScheduledExecutorService thread, Timers timers) {}

    /** The writer's thread, one task at a time. */
    private final class Waiting implements Timers {
        @Override
        public Instant instant() {
            return far.timers().instant();
        }

        @Override
        public Scheduled after(Duration delay, Runnable task) {
            return far.timers().after(delay, () -> locked(task));
        }
    }

    private final WriterThread far;
    private final Timers waiting = new Waiting();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Optional<Near> near = Optional.empty();

    /** All is done on this thread. */
    Turn(WriterThread far) {
        this.far = far;
    }

    /** From now on what waits for nothing is done on this thread. */
    void near(ScheduledExecutorService thread) {
        near = Optional.of(new Near(thread, Timers.on(thread, far.timers())));
    }

    /** From now on all is done on the writer's thread; what was to be done near may be lost. */
    void far() {
        near = Optional.empty();
    }

    private Optional<Near> near() {
        return near.filter(each -> !each.thread().isShutdown());
    }

    /** The time that {@link #later} goes by. */
    Instant instant() {
        return far.timers().instant();
    }

    /** Runs what may wait for the disk, on the writer's thread. */
    Timers waiting() {
        return waiting;
    }

    private void waiting(Runnable task) {
        Timers.Scheduled unused = waiting.after(Duration.ZERO, task);
    }

    /**
     * Does something soon, near if that is possible.
     *
     * @param attempt does it without waiting; false if that is not possible now
     * @param task does it, and may wait
     */
    void soon(BooleanSupplier attempt, Runnable task) {
        Optional<Near> here = near();
        if (here.isEmpty()) {
            waiting(task);
            return;
        }
        try {
            here.get().thread().execute(() -> {
                if (!tried(attempt)) {
                    waiting(task);
                }
            });
        } catch (RejectedExecutionException ended) {
            waiting(task);
        }
    }

    /** Does something later that waits for nothing. */
    void later(Duration delay, Runnable quick) {
        Optional<Near> here = near();
        if (here.isEmpty()) {
            Timers.Scheduled unused = waiting.after(delay, quick);
        } else {
            Timers.Scheduled unused = here.get().timers().after(delay, () -> now(quick));
        }
    }

    /** Does something at once that waits for nothing; if another thread is at it, on the writer's thread. */
    private void now(Runnable quick) {
        BooleanSupplier attempt = () -> {
            quick.run();
            return true;
        };
        if (!tried(attempt)) {
            waiting(quick);
        }
    }

    /** Runs a job that waits for the disk beside the others; when it has ended, so does this, waiting for nothing. */
    WriterThread.Aside aside(SegmentLog.SyncJob job, Runnable ended) {
        return far.aside(job, () -> now(ended));
    }

    /** Does the last thing. */
    void end(Runnable last) {
        far();
        far.end(() -> locked(last));
    }

    private void locked(Runnable task) {
        lock.lock();
        try {
            task.run();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether it was this one's turn, and it did what it is for; what throws did not. Nothing is thrown into the link's
     * thread.
     */
    private boolean tried(BooleanSupplier attempt) {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            return attempt.getAsBoolean();
        } catch (RuntimeException e) {
            log.error("queue: internal error", e);
            return false;
        } finally {
            lock.unlock();
        }
    }
}
