package io.aromabridge.app;

import io.aromabridge.core.AllowedApi;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The terminal: data goes to the standard output, talk to the standard error.
 *
 * @param out what a script may read
 * @param err what a person reads
 */
public record Console(PrintWriter out, PrintWriter err) {
    /** The process's own streams, in UTF-8. */
    @AllowedApi("the one place that writes to the terminal")
    public static Console system() {
        return new Console(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    /** A line of data. */
    public void print(String line) {
        out.println(line);
    }

    /** A line of talk. */
    public void say(String line) {
        err.println(line);
    }
}
