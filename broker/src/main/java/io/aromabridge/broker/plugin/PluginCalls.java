package io.aromabridge.broker.plugin;

import io.aromabridge.broker.log.LogText;
import io.aromabridge.broker.log.RateLimitedLog;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions to plug-ins, on threads of their own. A plug-in that throws, that does not answer in time, or that has too many
 * questions waiting says "no". Thread-safe.
 */
public final class PluginCalls implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PluginCalls.class);

    /** Questions that are answered at a time. */
    static final int THREADS = 8;

    /** Questions that wait for a thread. */
    static final int MAX_WAITING = 10_000;

    private final Duration limit;
    private final RateLimitedLog warnings = new RateLimitedLog(System::nanoTime);
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), threadFactory());

    /** @param limit for an answer, the wait for a thread included; longer is a "no" */
    public PluginCalls(Duration limit) {
        this.limit = limit;
        threads.allowCoreThreadTimeOut(true);
    }

    /** Plug-ins find on them what they find where they were made, such as database drivers. */
    private static ThreadFactory threadFactory() {
        ClassLoader classes = Thread.currentThread().getContextClassLoader();
        ThreadFactory plain = new DefaultThreadFactory("broker-plugin", true);
        return task -> {
            Thread thread = plain.newThread(task);
            thread.setContextClassLoader(classes);
            return thread;
        };
    }

    /**
     * Asks. What it returns completes normally, on any thread, within the limit.
     *
     * @param plugin for the log: kind and class
     * @param consequence of a "no", for the log
     */
    public CompletableFuture<Boolean> ask(String plugin, String consequence, BooleanSupplier question) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        FutureTask<Boolean> task =
                new FutureTask<>(() -> answer.complete(guarded(plugin, consequence, question)), false);
        try {
            threads.execute(task);
        } catch (RejectedExecutionException full) {
            warn("{}: {} questions wait: {}{}", plugin, MAX_WAITING, consequence);
            return CompletableFuture.completedFuture(false);
        }
        return answer.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS).exceptionally(late -> {
            if (!(late instanceof TimeoutException)) {
                log.error("{}: internal error: {}", plugin, LogText.printable(consequence), late);
            } else if (!threads.isShutdown()) {
                warn("{}: no answer within {} ms: {}{}", plugin, limit.toMillis(), consequence);
            }
            // May free its thread, if it waits in a way that can be interrupted.
            task.cancel(true);
            return false;
        });
    }

    private void warn(String line, String plugin, long number, String consequence) {
        warnings.write(omitted -> log.warn(line, plugin, number, LogText.printable(consequence), omitted));
    }

    // The plug-in's classes may be compiled for another version: errors of linking count as exceptions.
    @SuppressWarnings("IllegalCatch")
    private boolean guarded(String plugin, String consequence, BooleanSupplier question) {
        try {
            return question.getAsBoolean();
        } catch (Throwable e) {
            if (!threads.isShutdown()) {
                warnings.write(omitted -> log.warn(
                        "{}: {}: {}{}",
                        plugin,
                        LogText.printable(consequence),
                        LogText.printable(e.toString()),
                        omitted,
                        e));
            }
            return false;
        }
    }

    /** Interrupts what still runs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
