package io.aromabridge.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aromabridge.app.run.Endpoints;
import io.aromabridge.core.AromaException;
import io.aromabridge.testing.process.ChildCommand;
import io.aromabridge.testing.process.ChildProcess;
import io.aromabridge.testing.process.OutputLines;
import io.aromabridge.testing.process.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
            heedsInterrupts() ? List.of("env", "--default-signal=INT,HUP") : List.of();

    private final ChildProcess process;

    private AromaProcess(ChildProcess process) {
        this.process = process;
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
        return new AromaProcess(ChildCommand.java(Main.class, arguments.toArray(String[]::new))
                .behind(HEEDING_INTERRUPTS)
                .in(folder)
                .with(environment)
                .start("aroma " + arguments.get(0)));
    }

    private static boolean heedsInterrupts() {
        try {
            return Programs.works("env", "--default-signal=INT,HUP", "true");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What it prints. */
    OutputLines out() {
        return process.out();
    }

    /** What it says. */
    OutputLines err() {
        return process.err();
    }

    /** Gives it lines to read, and no more than those. */
    void input(String text) throws IOException {
        process.input(text);
    }

    /** Waits until it says that it is ready. */
    void awaitReady() throws InterruptedException {
        String unused = err().await("^Ready\\. |(is|are) ready[.:]");
    }

    /** What it wrote into the endpoints file. */
    static Endpoints endpoints(Path file) throws AromaException {
        return Endpoints.read(file).orElseThrow(() -> new AssertionError("there is no " + file));
    }

    /** Sends a signal such as {@code TERM}; elsewhere than on Windows, where the test is skipped. */
    void signal(String name) throws IOException, InterruptedException {
        assumeTrue(!WINDOWS, "Windows has no signal " + name);
        process.signal(name);
    }

    /** Ends it without giving it a chance to do anything more, and waits until it is gone. */
    void kill() throws InterruptedException {
        process.kill();
    }

    /** Waits until a command that was told to stop has done so. */
    int awaitStop() throws InterruptedException {
        return process.awaitExit(STOP);
    }

    /** Waits until a command is done. */
    int awaitExit() throws InterruptedException {
        return process.awaitExit(OutputLines.TIMEOUT);
    }

    @Override
    public void close() {
        process.close();
    }
}
