package io.aromabridge.bridge.link;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The one thread of a link. */
final class LinkThread {
    private LinkThread() {}

    /** A daemon; what is scheduled and not due at the shutdown is left out. */
    static ScheduledThreadPoolExecutor named(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }
}
