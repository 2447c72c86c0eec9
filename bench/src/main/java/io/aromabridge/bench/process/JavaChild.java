package io.aromabridge.bench.process;

import io.aromabridge.core.AromaException;
import io.aromabridge.testing.process.ChildProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A class of ours in a JVM of its own, spoken to in lines; a failure ends the benchmark with a line for its user.
 *
 * @param name how messages call it
 */
public record JavaChild(String name, ChildProcess process) implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(1);

    /**
     * The next line that it prints.
     *
     * @throws AromaException FAILED if it has ended, TIMED_OUT if it prints nothing for so long
     */
    public String next(Duration limit) throws AromaException, InterruptedException {
        Optional<String> line = process.out().next(limit);
        if (line.isPresent()) {
            return line.get();
        }
        throw process.out().hasEnded()
                ? ended()
                : new AromaException(
                        AromaException.Kind.TIMED_OUT, name + " has not answered within " + limit.toSeconds() + " s");
    }

    /** Writes one line to it, and has the next that it prints; errors as in {@link #next}. */
    public String ask(String line, Duration limit) throws AromaException, InterruptedException {
        try {
            process.say(line);
        } catch (IOException e) {
            throw ended();
        }
        return next(limit);
    }

    private AromaException ended() throws InterruptedException {
        process.out().awaitEnd();
        String how =
                process.exitCode(END).map(code -> " with exit code " + code).orElse("");
        return new AromaException(AromaException.Kind.FAILED, name + " has ended" + how + "; what it printed is above");
    }

    /** The process, for what it costs. */
    public ProcessHandle handle() {
        return process.handle();
    }

    @Override
    public void close() {
        process.close();
    }
}
