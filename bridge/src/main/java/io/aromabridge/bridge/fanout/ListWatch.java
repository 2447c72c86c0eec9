package io.aromabridge.bridge.fanout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads changed lists of fan-outs anew: a change takes effect within about a second. */
public final class ListWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ListWatch.class);
    private static final Duration INTERVAL = Duration.ofMillis(400);

    private final ScheduledThreadPoolExecutor executor;

    private ListWatch(ScheduledThreadPoolExecutor executor) {
        this.executor = executor;
    }

    /**
     * Begins, on a thread of its own if there is something to look after.
     *
     * @param name of the thread
     */
    public static ListWatch start(String name, List<FanOut> fanOuts) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        for (FanOut fanOut : fanOuts) {
            log.info("{}", fanOut);
            ScheduledFuture<?> unused = executor.scheduleWithFixedDelay(
                    () -> check(fanOut), INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
        return new ListWatch(executor);
    }

    private static void check(FanOut fanOut) {
        try {
            fanOut.checkLists();
        } catch (RuntimeException e) {
            // The executor would end the watch without a word.
            log.error("{}: internal error", fanOut, e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
