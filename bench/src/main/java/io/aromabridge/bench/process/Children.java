package io.aromabridge.bench.process;

import io.aromabridge.core.AromaException;
import io.aromabridge.testing.process.ChildCommand;
import io.aromabridge.testing.process.ChildProcess;
import io.aromabridge.testing.process.Mosquitto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processes and temporary folders of a benchmark. They are gone when this is closed, and when this JVM ends by itself,
 * by Ctrl-C or by SIGTERM.
 */
public final class Children implements AutoCloseable {
    /** What differs from mosquitto's defaults: our broker's window, and queues that never drop. */
    public static final List<String> MOSQUITTO_SETTINGS = List.of(
            "allow_anonymous true",
            "max_inflight_messages 100",
            "max_queued_messages 0",
            "max_queued_bytes 0",
            "sys_interval 0",
            "persistence false");

    private static final Duration VERSION = Duration.ofSeconds(10);

    // guarded by this
    private final List<AutoCloseable> running = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private boolean closed;

    private final Thread hook = new Thread(this::endAll, "bench-children");

    /** None yet. */
    public Children() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts a class of ours with this JVM's class path; its standard error is this process's own.
     *
     * @param name how messages call it
     * @param flags of the JVM
     * @param arguments of the class
     * @throws AromaException FAILED if it does not start
     */
    public JavaChild java(String name, Class<?> main, List<String> flags, String... arguments) throws AromaException {
        ChildCommand command = ChildCommand.java(flags, main, arguments).showingErrors();
        return new JavaChild(name, started(name, () -> command.start("bench-" + name)));
    }

    /**
     * Starts a mosquitto on free ports, and waits until it accepts connections.
     *
     * @param tls lines of its configuration for a listener with TLS; empty for none
     * @param more lines of its configuration
     * @throws AromaException FAILED if it does not start
     */
    public Mosquitto mosquitto(List<String> tls, List<String> more) throws AromaException {
        Mosquitto.Setup setup =
                Mosquitto.in(folder()).with(MOSQUITTO_SETTINGS).with(more).withTls(tls);
        return started("mosquitto", setup::start);
    }

    /** What mosquitto calls itself, such as {@code mosquitto version 2.0.11}. */
    public String mosquittoVersion() throws AromaException, InterruptedException {
        ChildProcess process = started("mosquitto", () -> ChildCommand.of(
                        List.of(Mosquitto.find().orElseThrow().toString(), "-h"))
                .merged()
                .start("mosquitto -h"));
        try (process) {
            return process.out().next(VERSION).orElse("mosquitto of unknown version");
        }
    }

    private interface Start<T> {
        T start() throws IOException, InterruptedException;
    }

    private synchronized <T extends AutoCloseable> T started(String name, Start<T> start) throws AromaException {
        if (closed) {
            throw new AromaException(AromaException.Kind.FAILED, name + " is not started: the benchmark is ending");
        }
        try {
            T child = start.start();
            running.add(child);
            return child;
        } catch (IOException e) {
            throw new AromaException(AromaException.Kind.FAILED, name + " cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AromaException(AromaException.Kind.FAILED, name + " is not started: interrupted", e);
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

    private synchronized void endAll() {
        closed = true;
        for (AutoCloseable child : running) {
            end(child);
        }
        running.clear();
        folders.forEach(Children::delete);
        folders.clear();
    }

    private static void end(AutoCloseable child) {
        try {
            child.close();
        } catch (Exception e) {
            throw new IllegalStateException("a process could not be ended", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // Another process has begun to clean up.
            folder.toFile().deleteOnExit();
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
