package io.aromabridge.bridge.queue;

import io.aromabridge.core.time.Timers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The thread of a link as a queue sees it, which a test moves by hand, together with the writer's. */
final class ManualNear extends AbstractExecutorService implements ScheduledExecutorService {
    private final Timers timers;
    private boolean ended;
    /** How many tasks have run here. */
    int ran;

    ManualNear(Timers timers) {
        this.timers = timers;
    }

    private static final class Planned<T> extends FutureTask<T> implements ScheduledFuture<T> {
        Planned(Callable<T> what) {
            super(what);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }

    @Override
    public void execute(Runnable task) {
        run(Duration.ZERO, task);
    }

    private void run(Duration delay, Runnable task) {
        Timers.Scheduled unused = timers.after(delay, () -> {
            if (!ended) {
                ran++;
                task.run();
            }
        });
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        Planned<Boolean> planned = new Planned<>(() -> true);
        run(Duration.of(delay, unit.toChronoUnit()), () -> {
            if (!planned.isCancelled()) {
                // Not inside the future, which would keep what it throws.
                task.run();
                planned.run();
            }
        });
        return planned;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new IllegalStateException("no queue asks for that");
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        throw new IllegalStateException("no queue asks for that");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        throw new IllegalStateException("no queue asks for that");
    }

    /** What is planned is left out. */
    @Override
    public void shutdown() {
        ended = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        ended = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return ended;
    }

    @Override
    public boolean isTerminated() {
        return ended;
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) {
        return ended;
    }
}
