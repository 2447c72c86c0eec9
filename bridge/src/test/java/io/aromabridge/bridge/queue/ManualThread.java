package io.aromabridge.bridge.queue;

import io.aromabridge.core.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A writer's thread that a test moves by hand, and its time. */
final class ManualThread implements WriterThread, Timers {
    private record Task(Instant at, long order, Runnable what) {}

    private final List<Task> tasks = new ArrayList<>();
    private Instant now;
    private long order;

    ManualThread(Instant now) {
        this.now = now;
    }

    @Override
    public Timers timers() {
        return this;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Scheduled after(Duration delay, Runnable what) {
        Task task = new Task(now.plus(delay), order++, what);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    @Override
    public void end(Runnable last) {
        last.run();
        tasks.clear();
    }

    /** Does what is due. */
    void run() {
        for (Optional<Task> due = due(now); due.isPresent(); due = due(now)) {
            tasks.remove(due.get());
            due.get().what().run();
        }
    }

    /** Does what is due until then, each in its time. */
    void advance(Duration by) {
        Instant end = now.plus(by);
        for (Optional<Task> due = due(end); due.isPresent(); due = due(end)) {
            tasks.remove(due.get());
            now = due.get().at().isAfter(now) ? due.get().at() : now;
            due.get().what().run();
        }
        now = end;
    }

    private Optional<Task> due(Instant at) {
        return tasks.stream()
                .filter(task -> !task.at().isAfter(at))
                .min(Comparator.comparing(Task::at).thenComparing(Task::order));
    }
}
