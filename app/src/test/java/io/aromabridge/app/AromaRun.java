package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.app.command.AromaCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A command that has ended.
 *
 * @param exitCode that the shell gets
 * @param out lines of its standard output
 * @param err lines of its standard error
 */
record AromaRun(int exitCode, List<String> out, List<String> err) {
    /** Runs a command in this process: one that neither reads the standard input nor runs until it is stopped. */
    static AromaRun here(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true));
        int exitCode = AromaCommand.run(console, Map.of(), arguments);
        return new AromaRun(
                exitCode,
                out.toString().lines().toList(),
                err.toString().lines().toList());
    }

    /** Runs a command in a process of its own, in a working folder. */
    static AromaRun apart(Path folder, String... arguments) throws IOException, InterruptedException {
        return of(AromaProcess.start(folder, arguments), "");
    }

    /** The rest of a process that reads this, and no more, on its standard input. */
    static AromaRun of(AromaProcess started, String input) throws IOException, InterruptedException {
        try (started) {
            started.input(input);
            return new AromaRun(
                    started.awaitExit(), started.out().awaitEnd(), started.err().awaitEnd());
        }
    }

    /** Requires an exit code. */
    AromaRun exits(int expected) {
        assertEquals(expected, exitCode, this::toString);
        return this;
    }

    /** Requires that it was refused with exactly one line, which holds all of this; nothing printed, no stack trace. */
    void fails(int expected, String... parts) {
        exits(expected);
        assertEquals(1, err.size(), this::toString);
        says(parts);
        assertEquals(List.of(), out, this::toString);
    }

    /** Requires all of this in what was said, and no stack trace there. */
    AromaRun says(String... parts) {
        String said = String.join("\n", err);
        for (String part : parts) {
            assertTrue(said.contains(part), () -> "no \"" + part + "\" in " + this);
        }
        assertFalse(said.contains("\tat ") || said.contains("Exception"), () -> "a stack trace in " + this);
        return this;
    }

    @Override
    public String toString() {
        return "exit code " + exitCode + "\nstdout:\n" + String.join("\n", out) + "\nstderr:\n"
                + String.join("\n", err);
    }
}
