package io.aromabridge.app.config.schema;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them: {@code 200ms}, {@code 10s}, {@code 2m}, {@code 1h}; {@code 128KiB}. */
public final class Units {
    static final String DURATION = "[0-9]{1,9}(?:ms|s|m|h)";
    static final String SIZE = "[0-9]{1,9}(?:KiB|MiB)?";

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]+)([A-Za-z]*)");

    private Units() {}

    /**
     * The duration of a text: a whole number from 0 to 999 999 999 and a unit, without a space.
     *
     * @throws IllegalArgumentException for anything else; its message says what to write
     */
    public static Duration duration(String text) {
        Matcher parts = parts(text, DURATION, "a duration; use a number and ms, s, m or h, such as 10s");
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    /** The number of bytes. Throws {@link IllegalArgumentException} with a message that says what to write. */
    static long bytes(String text) {
        Matcher parts = parts(text, SIZE, "a size; use a number and KiB or MiB, such as 128KiB, or plain bytes");
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "KiB" -> number << 10;
            case "MiB" -> number << 20;
            default -> number;
        };
    }

    private static Matcher parts(String text, String form, String what) {
        Matcher parts = NUMBER_AND_UNIT.matcher(text);
        if (!text.matches(form) || !parts.matches()) {
            throw new IllegalArgumentException(Problem.show(text) + " is not " + what);
        }
        return parts;
    }

    /** A duration as people write it, in the largest unit that it is a multiple of: {@code 90s}, {@code 2m}. */
    public static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 60 != 0) {
            return seconds + "s";
        }
        return seconds % 3600 != 0 ? seconds / 60 + "m" : seconds / 3600 + "h";
    }
}
