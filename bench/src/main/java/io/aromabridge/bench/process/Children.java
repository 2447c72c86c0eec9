package io.aromabridge.bench.process;

import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The processes that this one has started. They end when this is closed, and when this process ends by itself, by
 * Ctrl-C or by SIGTERM.
 */
public final class Children implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final List<Process> running = new ArrayList<>();
    private final Thread hook = new Thread(this::endAll, "bench-children");
    private boolean closed;

    /** None yet. */
    public Children() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts one; its standard error is this process's own. */
    synchronized Process start(String name, ProcessBuilder builder) throws AromaException {
        if (closed) {
            throw new AromaException(AromaException.Kind.FAILED, name + " is not started: the benchmark is ending");
        }
        try {
            Process process =
                    builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            running.add(process);
            return process;
        } catch (IOException e) {
            throw new AromaException(AromaException.Kind.FAILED, name + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** Ends one, and waits until it is gone. */
    synchronized void end(Process process) {
        end(List.of(process));
        running.remove(process);
    }

    private synchronized void endAll() {
        closed = true;
        end(running);
        running.clear();
    }

    private static void end(List<Process> processes) {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            if (!isGone(process)) {
                process.destroyForcibly();
                isGone(process);
            }
        }
    }

    private static boolean isGone(Process process) {
        try {
            return process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        endAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook runs already, and does the same.
            return;
        }
    }
}
