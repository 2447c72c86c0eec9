package io.aromabridge.app.config.schema;

import java.util.Comparator;
import java.util.HexFormat;

/**
 * One thing that is wrong in what a person wrote.
 *
 * @param origin where
 * @param path which setting, such as {@code bridge.cloud.port}; empty if it is about none
 * @param message what was given, the rule, and what to do instead
 */
public record Problem(Value.Origin origin, String path, String message) {
    /** The order of the file; what is not in the file comes after it, in the order in which it was found. */
    static final Comparator<Problem> FILE_ORDER =
            Comparator.comparingInt(Problem::line).thenComparingInt(problem -> problem.origin.column());

    private static final int LONGEST = 80;

    private int line() {
        return origin.line() == 0 ? Integer.MAX_VALUE : origin.line();
    }

    /** One line: {@code aroma.yaml:12:5: bridge.cloud.port: 99999 is not a port; use 1 to 65535}. */
    @Override
    public String toString() {
        return origin.place() + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }

    /** What a person wrote, on one line: the text itself if it is short and plain, else in quotes. */
    static String show(String text) {
        return text.length() <= LONGEST && text.matches("[!-~]+") ? text : quote(text);
    }

    /** The text in quotes, escaped and cut. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                out.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                out.append(c);
            }
        }
        return out.append(end < text.length() ? "…\"" : "\"").toString();
    }
}
