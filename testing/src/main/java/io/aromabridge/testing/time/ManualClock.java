package io.aromabridge.testing.time;

import io.aromabridge.core.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Time that stands still until it is moved by hand; it begins at 2026-01-01T00:00:00Z. Tasks run in the order of their
 * time, then of their making, all on one thread.
 *
 * <p>Without a thread of its own, tasks run within {@link #advance} on the thread that calls it, which has what they
 * throw. With one, a task without delay does not wait for time to move: it runs at once, so that messages reach a device
 * while its time stands still; and what a task throws is logged.
 */
public final class ManualClock implements Timers {
    /** When it begins. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Logger log = LoggerFactory.getLogger(ManualClock.class);

    /** Far more than any number of tasks needs: a task does not return. */
    private static final Duration STUCK = Duration.ofSeconds(30);

    private record Task(Instant at, long number, Runnable body) {}

    private final Optional<Executor> thread;

    // guarded by this
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::number));
    private Instant now = START;
    private long made;

    private ManualClock(Optional<Executor> thread) {
        this.thread = thread;
    }

    /** A clock whose tasks run within {@link #advance}. */
    public ManualClock() {
        this(Optional.empty());
    }

    /**
     * A clock with a thread of its own.
     *
     * @param thread runs the tasks, one after the other; the caller owns it
     */
    public ManualClock(Executor thread) {
        this(Optional.of(thread));
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public Scheduled after(Duration delay, Runnable task) {
        Task added;
        boolean soon;
        synchronized (this) {
            added = new Task(now.plus(delay), made++, task);
            tasks.add(added);
            soon = !added.at().isAfter(now);
        }
        if (soon) {
            thread.ifPresent(this::runSoon);
        }
        return () -> remove(added);
    }

    private void runSoon(Executor executor) {
        try {
            executor.execute(() -> runUntil(instant()));
        } catch (RejectedExecutionException closed) {
            log.debug("the clock's thread has ended: a task without delay is left out");
        }
    }

    private synchronized void remove(Task task) {
        tasks.remove(task);
    }

    /**
     * Moves time on. Every task that is due runs at its own time, those that tasks add too; when this returns, all of
     * them have run.
     *
     * @param time zero or more
     * @throws IllegalArgumentException for a negative time
     * @throws IllegalStateException if the clock's thread has ended, or a task does not end within 30 s
     */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("advance by " + time + ": time does not go back");
        }
        if (thread.isPresent()) {
            advance(thread.get(), time);
        } else {
            runUntil(instant().plus(time));
        }
    }

    /** The same in milliseconds. */
    public void advanceMillis(long millis) {
        advance(Duration.ofMillis(millis));
    }

    private void advance(Executor executor, Duration time) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            executor.execute(() -> {
                runUntil(instant().plus(time));
                done.complete(null);
            });
            done.get(STUCK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            throw new IllegalStateException("the thread of this clock has ended, so its time stands for good", closed);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("a task does not end, so time cannot move on", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while time moved on", e);
        }
    }

    private void runUntil(Instant until) {
        for (Optional<Task> due = nextUntil(until); due.isPresent(); due = nextUntil(until)) {
            if (thread.isPresent()) {
                runLogged(due.get());
            } else {
                due.get().body().run();
            }
        }
    }

    private static void runLogged(Task task) {
        try {
            task.body().run();
        } catch (RuntimeException e) {
            log.error("A task failed at {}", task.at(), e);
        }
    }

    private synchronized Optional<Task> nextUntil(Instant until) {
        Task first = tasks.peek();
        if (first == null || first.at().isAfter(until)) {
            now = until.isAfter(now) ? until : now;
            return Optional.empty();
        }
        tasks.remove();
        now = first.at().isAfter(now) ? first.at() : now;
        return Optional.of(first);
    }

    /** {@code 2026-01-01T00:00:03Z, set by hand}. */
    @Override
    public String toString() {
        return instant() + ", set by hand";
    }
}
