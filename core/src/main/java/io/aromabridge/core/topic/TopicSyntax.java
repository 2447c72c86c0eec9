package io.aromabridge.core.topic;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The rules that topic names and topic filters share (MQTT 3.1.1, sections 1.5.3 and 4.7). */
final class TopicSyntax {
    static final int MAX_BYTES = 65_535;

    private TopicSyntax() {}

    /** Refuses text that is empty, too long, or has U+0000 or a lone surrogate in it. */
    static void checkText(String kind, String text) {
        if (text.isEmpty()) {
            throw new TopicSyntaxException(kind + " is empty; it needs at least one character", 0);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new TopicSyntaxException(
                        kind + " " + quote(text) + ": U+0000 is not allowed (index " + i + ")", i);
            }
            if (Character.isSurrogate(c) && !isPair(text, i)) {
                throw new TopicSyntaxException(
                        kind + " " + quote(text) + ": a lone surrogate is not UTF-8 (index " + i + ")", i);
            }
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new TopicSyntaxException(
                    kind + " is " + bytes + " bytes of UTF-8; at most " + MAX_BYTES + " are allowed", text.length());
        }
    }

    private static boolean isPair(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    /** The text for a message: short, and without control characters. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        int end = Math.min(text.length(), 80);
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

    /** Number of levels: one more than the slashes. */
    static int levels(String text) {
        return 1 + (int) text.chars().filter(c -> c == '/').count();
    }
}
