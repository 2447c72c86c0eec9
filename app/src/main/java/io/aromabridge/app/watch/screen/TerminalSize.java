package io.aromabridge.app.watch.screen;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a terminal.
 *
 * @param columns 1 or more
 * @param lines 1 or more
 */
public record TerminalSize(int columns, int lines) {
    /** Assumed where the size is not known. */
    static final TerminalSize USUAL = new TerminalSize(80, 24);

    private static final Pattern STTY = Pattern.compile("([1-9][0-9]{0,4}) ([1-9][0-9]{0,4})");
    private static final long STTY_MS = 500;

    /** Of this process's terminal now: what COLUMNS and LINES say, else what the terminal says, else 80 by 24. */
    public static TerminalSize now(Map<String, String> environment) {
        Optional<Integer> columns = number(environment.getOrDefault("COLUMNS", ""));
        Optional<Integer> lines = number(environment.getOrDefault("LINES", ""));
        if (columns.isPresent() && lines.isPresent()) {
            return new TerminalSize(columns.get(), lines.get());
        }
        TerminalSize told = ofStty(stty());
        return new TerminalSize(columns.orElse(told.columns()), lines.orElse(told.lines()));
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[1-9][0-9]{0,4}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    /** Reads {@code LINES COLUMNS}. */
    static TerminalSize ofStty(String printed) {
        Matcher size = STTY.matcher(printed.strip());
        return size.matches()
                ? new TerminalSize(Integer.parseInt(size.group(2)), Integer.parseInt(size.group(1)))
                : USUAL;
    }

    /** What {@code stty size} prints; nothing where there is no such program or no terminal. */
    private static String stty() {
        try {
            Process process = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(STTY_MS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException none) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
