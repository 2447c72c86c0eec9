package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aromabridge.app.run.Endpoints;
import io.aromabridge.core.AromaException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command {@code aroma} in a process of its own, from this build's classes. It is gone when this is closed. */
final class AromaProcess implements AutoCloseable {
    /** How long a command may take to stop. */
    private static final Duration STOP = Duration.ofSeconds(10);

    private static final boolean WINDOWS = File.separatorChar == '\\';

    /**
     * A build in the background of a shell, or behind nohup, ignores SIGINT or SIGHUP, and so would its children: what stands before
     * their command undoes that, where it can.
     */
    private static final List<String> HEEDING_INTERRUPTS =
            works("env", "--default-signal=INT,HUP", "true") ? List.of("env", "--default-signal=INT,HUP") : List.of();

    private final Process process;
    private final Lines out;
    private final Lines err;

    private AromaProcess(Process process, String name) {
        this.process = process;
        this.out = Lines.of(name + " stdout", process.getInputStream());
        this.err = Lines.of(name + " stderr", process.getErrorStream());
    }

    /** Starts a command in a working folder. */
    static AromaProcess start(Path folder, String... arguments) throws IOException {
        return start(folder, Map.of(), List.of(arguments));
    }

    /** Starts a command that runs until it is stopped, or for half an hour, should this JVM not live to stop it. */
    static AromaProcess serve(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--for", "30m"));
        return start(folder, environment, all);
    }

    /** The same with the environment as it is. */
    static AromaProcess serve(Path folder, String... arguments) throws IOException {
        return serve(folder, Map.of(), arguments);
    }

    private static AromaProcess start(Path folder, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> line = new ArrayList<>(HEEDING_INTERRUPTS);
        line.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Quick to start, which is what tests do most.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AROMA_"));
        builder.environment().putAll(environment);
        return new AromaProcess(builder.start(), "aroma " + arguments.get(0));
    }

    private static boolean works(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What it prints. */
    Lines out() {
        return out;
    }

    /** What it says. */
    Lines err() {
        return err;
    }

    /** Gives it lines to read, and no more than those. */
    void input(String text) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Waits until it says that it is ready. */
    void awaitReady() throws InterruptedException {
        String unused = err.await("^Ready\\. |(is|are) ready[.:]");
    }

    /** What it wrote into the endpoints file. */
    static Endpoints endpoints(Path file) throws AromaException {
        return Endpoints.read(file).orElseThrow(() -> new AssertionError("there is no " + file));
    }

    /** Sends a signal such as {@code TERM}; elsewhere than on Windows, where the test is skipped. */
    void signal(String name) throws IOException, InterruptedException {
        assumeTrue(!WINDOWS, "Windows has no signal " + name);
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertTrue(kill.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS), "kill hangs");
        assertEquals(0, kill.exitValue(), "kill -" + name);
    }

    /** Ends it without giving it a chance to do anything more, and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertTrue(process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS), "it outlives kill -9");
    }

    /** Waits until a command that was told to stop has done so. */
    int awaitStop() throws InterruptedException {
        return exitCode(STOP);
    }

    /** Waits until a command is done. */
    int awaitExit() throws InterruptedException {
        return exitCode(Lines.TIMEOUT);
    }

    private int exitCode(Duration limit) throws InterruptedException {
        boolean exited = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        assertTrue(exited, () -> "it still runs; it said:\n" + String.join("\n", err.from(0)));
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
