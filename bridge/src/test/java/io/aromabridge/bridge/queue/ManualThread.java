package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.SegmentLog;
import io.aromabridge.core.time.Timers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A writer's thread that a test moves by hand, and its time. */
final class ManualThread implements WriterThread, Timers {
    private record Task(Instant at, long order, Runnable what) {}

    private final List<Task> tasks = new ArrayList<>();
    private final List<Beside> jobs = new ArrayList<>();
    private final RandomGenerator random;
    private Instant now;
    private long order;

    ManualThread(Instant now) {
        this(now, new SplittableRandom(0));
    }

    /**
     * One that does the jobs beside its tasks at a random time: between them, or after them.
     *
     * @param random tells when
     */
    ManualThread(Instant now, RandomGenerator random) {
        this.now = now;
        this.random = random;
    }

    private final class Beside implements Aside {
        private final SegmentLog.SyncJob job;
        private final Runnable ended;
        private @Nullable IOException failure;
        private boolean done;

        Beside(SegmentLog.SyncJob job, Runnable ended) {
            this.job = job;
            this.ended = ended;
        }

        void go() {
            if (!done) {
                jobs.remove(this);
                try {
                    job.run();
                } catch (IOException e) {
                    failure = e;
                }
                done = true;
                Scheduled unused = after(Duration.ZERO, ended);
            }
        }

        @Override
        public boolean ended() {
            return done;
        }

        @Override
        public void await() throws IOException {
            go();
            if (failure != null) {
                throw failure;
            }
        }
    }

    @Override
    public Aside aside(SegmentLog.SyncJob job, Runnable ended) {
        Beside beside = new Beside(job, ended);
        jobs.add(beside);
        return beside;
    }

    private void maybeBeside() {
        if (!jobs.isEmpty() && random.nextInt(3) == 0) {
            jobs.get(0).go();
        }
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
        jobs.clear();
    }

    /** Does what is due. A job beside may be left; none is left when time goes on. */
    void run() {
        for (Optional<Task> due = due(now); due.isPresent(); due = due(now)) {
            maybeBeside();
            tasks.remove(due.get());
            due.get().what().run();
        }
        maybeBeside();
    }

    private void endJobs() {
        run();
        while (!jobs.isEmpty()) {
            jobs.get(0).go();
            run();
        }
    }

    /** Does what is due until then, each in its time. */
    void advance(Duration by) {
        Instant end = now.plus(by);
        endJobs();
        for (Optional<Task> due = due(end); due.isPresent(); due = due(end)) {
            tasks.remove(due.get());
            now = due.get().at().isAfter(now) ? due.get().at() : now;
            due.get().what().run();
            endJobs();
        }
        now = end;
    }

    /** The clock is set to an earlier time; what was to be done after a while is done after that while. */
    void putBack(Duration by) {
        now = now.minus(by);
        tasks.replaceAll(task -> new Task(task.at().minus(by), task.order(), task.what()));
    }

    private Optional<Task> due(Instant at) {
        return tasks.stream()
                .filter(task -> !task.at().isAfter(at))
                .min(Comparator.comparing(Task::at).thenComparing(Task::order));
    }
}
