package io.aromabridge.bench.process;

import io.aromabridge.core.AromaException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A class of ours in a JVM of its own, spoken to in lines. */
public final class JavaChild implements Child {
    private static final Duration END = Duration.ofSeconds(1);

    private final String name;
    private final Children children;
    private final Process process;
    private final BufferedWriter in;

    /** Empty for the end of what it says. */
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private JavaChild(String name, Children children, Process process) {
        this.name = name;
        this.children = children;
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "bench-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts it with this JVM's class path.
     *
     * @param name how messages call it
     * @param flags of the JVM
     * @param arguments of the class
     * @throws AromaException FAILED if it does not start
     */
    public static JavaChild start(
            String name, Class<?> main, List<String> flags, List<String> arguments, Children children)
            throws AromaException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new JavaChild(name, children, children.start(name, new ProcessBuilder(command)));
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException ended) {
            // A process that ends takes its streams along.
            lines.add(Optional.empty());
            return;
        }
        lines.add(Optional.empty());
    }

    /**
     * The next line that it says.
     *
     * @throws AromaException FAILED if it has ended, TIMED_OUT if it says nothing for so long
     */
    public String next(Duration limit) throws AromaException, InterruptedException {
        Optional<String> line = lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            throw new AromaException(
                    AromaException.Kind.TIMED_OUT, name + " has not answered within " + limit.toSeconds() + " s");
        }
        return line.orElseThrow(() -> ended());
    }

    /** Says one line to it, and has the next that it says; errors as in {@link #next}. */
    public String ask(String line, Duration limit) throws AromaException, InterruptedException {
        try {
            in.write(line);
            in.newLine();
            in.flush();
        } catch (IOException e) {
            throw ended();
        }
        return next(limit);
    }

    private AromaException ended() {
        String how = "";
        try {
            how = process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)
                    ? " with exit code " + process.exitValue()
                    : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new AromaException(AromaException.Kind.FAILED, name + " has ended" + how + "; what it said is above");
    }

    @Override
    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        children.end(process);
    }
}
