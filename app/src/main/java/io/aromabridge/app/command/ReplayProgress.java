package io.aromabridge.app.command;

import io.aromabridge.app.Console;
import io.aromabridge.app.recording.Replay;
import io.aromabridge.app.recording.ReplayPlan;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Says now and then how far a replay is, if it takes longer than two seconds. */
final class ReplayProgress {
    private static final long FIRST_S = 2;
    private static final long RAREST_S = 30;

    private final Console console;
    private final ReplayPlan plan;
    private final Replay replay;
    private final ScheduledExecutorService executor;

    private ReplayProgress(Console console, ReplayPlan plan, Replay replay, ScheduledExecutorService executor) {
        this.console = console;
        this.plan = plan;
        this.replay = replay;
        this.executor = executor;
    }

    /** Begins to look on. */
    static ReplayProgress start(Console console, ReplayPlan plan, Replay replay) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "replay-progress");
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        ReplayProgress progress = new ReplayProgress(console, plan, replay, executor);
        progress.sayAfter(FIRST_S);
        return progress;
    }

    /** Each wait is twice the one before, so that a long replay is not a long text. */
    private void sayAfter(long seconds) {
        var unused = executor.schedule(
                () -> {
                    console.say(replay.count().total() + " of " + Counted.messages(plan.total()) + " published");
                    sayAfter(Math.min(2 * seconds, RAREST_S));
                },
                seconds,
                TimeUnit.SECONDS);
    }

    /** Says nothing more. */
    void stop() {
        executor.shutdownNow();
    }
}
