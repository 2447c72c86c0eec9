package io.aromabridge.simulator;

import io.aromabridge.core.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** Time that a test moves by hand; it begins at 2026-01-01T00:00:00Z. Tasks run in the order of their time, then of their making. */
public final class ManualTimers implements Timers {
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::number));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long made;

    private record Task(Instant at, long number, Runnable body) {}

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized Scheduled after(Duration delay, Runnable task) {
        Task made = new Task(now.plus(delay), this.made++, task);
        tasks.add(made);
        return () -> remove(made);
    }

    private synchronized void remove(Task task) {
        tasks.remove(task);
    }

    /** Lets this much time pass; every task that is due runs at its own time. */
    public void pass(Duration time) {
        Instant until = instant().plus(time);
        for (Optional<Task> due = nextUntil(until); due.isPresent(); due = nextUntil(until)) {
            due.get().body().run();
        }
    }

    /** Lets this many milliseconds pass. */
    public void passMillis(long millis) {
        pass(Duration.ofMillis(millis));
    }

    private synchronized Optional<Task> nextUntil(Instant until) {
        Task first = tasks.peek();
        if (first == null || first.at().isAfter(until)) {
            now = until;
            return Optional.empty();
        }
        tasks.remove();
        now = first.at();
        return Optional.of(first);
    }
}
