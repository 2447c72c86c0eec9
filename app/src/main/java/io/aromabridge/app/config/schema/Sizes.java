package io.aromabridge.app.config.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 128KiB}, {@code 1MiB}, or plain bytes. */
final class Sizes {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(KiB|MiB|)");

    private Sizes() {}

    /** The number of bytes. Throws {@link IllegalArgumentException} with a message that says what to write. */
    static long parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    Given.show(text) + " is not a size; use a number and KiB or MiB, such as 128KiB, or plain bytes");
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "KiB" -> number * 1024;
            case "MiB" -> number * 1024 * 1024;
            default -> number;
        };
    }
}
