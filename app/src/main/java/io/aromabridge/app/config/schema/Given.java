package io.aromabridge.app.config.schema;

import java.util.HexFormat;

/** Shows what a person wrote in a message of one line. */
final class Given {
    private static final int LONGEST = 80;

    private Given() {}

    /** The text itself if it is short and plain; in quotes, escaped and cut if it is not. */
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
