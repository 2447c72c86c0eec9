package io.aromabridge.cloud.murano.product;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the values of a resource look like. */
public enum Format {
    /** A decimal number, with a fraction and perhaps an exponent: {@code 98.7}, {@code -1e3}. */
    FLOAT,
    /** A whole number of at most 18 digits. */
    INTEGER,
    /** Any text. */
    STRING;

    /** As it is written: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of this text. */
    public static Optional<Format> of(String text) {
        return Stream.of(values()).filter(each -> each.text().equals(text)).findFirst();
    }

    /** Whether a value looks so. */
    public boolean fits(String value) {
        return switch (this) {
            case FLOAT -> value.matches("[+-]?([0-9]{1,30}(\\.[0-9]{0,30})?|\\.[0-9]{1,30})([eE][+-]?[0-9]{1,3})?");
            case INTEGER -> value.matches("[+-]?[0-9]{1,18}");
            case STRING -> true;
        };
    }
}
