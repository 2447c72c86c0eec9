package io.aromabridge.app.watch;

import java.util.HexFormat;

/** Makes text from elsewhere fit for a terminal: nothing in it can move the cursor, change colours or hide text. */
public final class Printable {
    private Printable() {}

    /** The text with each control character, format character and lone surrogate as {@code \}{@code uNNNN}. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> append(out, c));
        return out.toString();
    }

    private static void append(StringBuilder out, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> {
                for (char half : Character.toChars(c)) {
                    out.append("\\u").append(HexFormat.of().toHexDigits(half));
                }
            }
            default -> out.appendCodePoint(c);
        }
    }
}
