package io.aromabridge.testing.process;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program in a process of its own; what it prints is kept. It is gone when this is closed, and when this JVM ends by
 * itself, by Ctrl-C or by SIGTERM.
 */
public final class ChildProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int TAIL = 30;

    private final String name;
    private final Process process;
    private final OutputLines out;
    private final OutputLines err;
    private final BufferedWriter in;
    private final Thread hook;

    private ChildProcess(String name, Process process, Consumer<String> copy) {
        this.name = name;
        this.process = process;
        this.out = OutputLines.of(name + " stdout", process.getInputStream(), copy);
        this.err = OutputLines.of(name + " stderr", process.getErrorStream());
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.hook = new Thread(process::destroyForcibly, name + " end");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static ChildProcess of(String name, ProcessBuilder builder, Optional<Path> copy) throws IOException {
        return new ChildProcess(name, builder.start(), line -> copy.ifPresent(file -> append(file, line)));
    }

    private static void append(Path file, String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it prints to its standard output. */
    public OutputLines out() {
        return out;
    }

    /** What it prints to its standard error. */
    public OutputLines err() {
        return err;
    }

    /** Writes one line to its standard input. */
    public void say(String line) throws IOException {
        in.write(line);
        in.newLine();
        in.flush();
    }

    /** Writes a text to its standard input, and ends that. */
    public void input(String text) throws IOException {
        in.write(text);
        in.close();
    }

    /** The process. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Sends a signal such as {@code TERM}; not on Windows. */
    public void signal(String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        if (!kill.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS) || kill.exitValue() != 0) {
            throw new IOException("kill -" + signal + " of " + name + " failed");
        }
    }

    /** Its exit code, if it ends within a time. */
    public Optional<Integer> exitCode(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
                ? Optional.of(process.exitValue())
                : Optional.empty();
    }

    /** Waits until it has ended, and has printed all. Its exit code. */
    public int awaitExit(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError(name + " still runs after " + limit.toMillis() + " ms; it printed:\n" + this);
        }
        out.awaitEnd();
        err.awaitEnd();
        return process.exitValue();
    }

    /**
     * Ends it by {@code kill -9}, and waits until it is gone and all that it printed is here.
     *
     * @throws AssertionError if it has ended by itself before
     */
    public void kill() throws InterruptedException {
        if (!process.isAlive()) {
            throw new AssertionError(name + " has ended by itself; it printed:\n" + this);
        }
        end();
    }

    private void end() throws InterruptedException {
        // Of the handle: Process.destroyForcibly throws away what it printed and was not read yet.
        boolean unused = process.toHandle().destroyForcibly();
        int code = awaitExit(LIMIT);
        assert code >= 0;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook runs already, and does the same.
            return;
        }
    }

    /** Ends it by {@code kill -9} if it still runs, and waits until it is gone. */
    @Override
    public void close() {
        try {
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The last that it printed. */
    @Override
    public String toString() {
        return tail(out) + tail(err);
    }

    private static String tail(OutputLines lines) {
        List<String> tail = lines.from(Math.max(0, lines.count() - TAIL));
        return tail.isEmpty() ? "" : String.join("\n", tail) + "\n";
    }
}
