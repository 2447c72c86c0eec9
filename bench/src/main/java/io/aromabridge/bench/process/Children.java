package io.aromabridge.bench.process;

import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The processes that this one has started. They end when this is closed, and when this process ends by itself, by
 * Ctrl-C or by SIGTERM.
 */
public final class Children implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final List<Process> running = new ArrayList<>();
    private final Thread hook = new Thread(this::endAll, "bench-children");
    private final List<Path> folders = new ArrayList<>();
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

    /** A new folder for their files, which goes when this ends. */
    public synchronized Path folder() throws AromaException {
        try {
            Path folder = Files.createTempDirectory("aromabridge-bench-");
            folders.add(folder);
            return folder;
        } catch (IOException e) {
            throw new AromaException(AromaException.Kind.FAILED, "no folder for temporary files: " + e.getMessage(), e);
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
        folders.forEach(Children::delete);
        folders.clear();
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

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // Somebody else has begun to clean up.
            folder.toFile().deleteOnExit();
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
