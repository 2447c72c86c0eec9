package io.aromabridge.app.watch.screen;

import io.aromabridge.app.watch.Printable;

/**
 * A line of the screen while it is written: never wider than the screen, in colours or without any. What does not fit is
 * left out, with an ellipsis in the last column.
 */
final class ScreenLine {
    private final int width;
    private final boolean colours;
    private final StringBuilder out = new StringBuilder();
    private int used;
    private boolean full;

    ScreenLine(int width, boolean colours) {
        this.width = width;
        this.colours = colours;
    }

    /** Columns that are free. */
    int room() {
        return full ? 0 : width - used;
    }

    /** Adds text from anywhere. */
    ScreenLine text(String text) {
        append(Printable.of(text));
        return this;
    }

    /** Adds text in an ink. */
    ScreenLine text(Ink ink, String text) {
        return text.isEmpty() ? this : sequence(ink.parameters()).text(text).sequence("0");
    }

    /** Adds a character whose upper and lower halves have a colour each, {@code 0xrrggbb}. */
    ScreenLine halves(int upper, int lower) {
        if (colours) {
            return sequence("38;2;" + rgb(upper) + ";48;2;" + rgb(lower))
                    .text("▀")
                    .sequence("0");
        }
        String lit = lower == 0 ? "▀" : "█";
        String dark = lower == 0 ? " " : "▄";
        return text(upper == 0 ? dark : lit);
    }

    /** Adds spaces up to a column. */
    ScreenLine tab(int column) {
        return text(" ".repeat(Math.max(0, Math.min(column, width) - used)));
    }

    private static String rgb(int colour) {
        return (colour >> 16 & 0xff) + ";" + (colour >> 8 & 0xff) + ";" + (colour & 0xff);
    }

    private ScreenLine sequence(String parameters) {
        if (colours && !full) {
            out.append("\u001b[").append(parameters).append('m');
        }
        return this;
    }

    private void append(String text) {
        if (full) {
            return;
        }
        int columns = Columns.of(text);
        if (columns <= width - used) {
            out.append(text);
            used += columns;
            return;
        }
        if (used < width) {
            out.append(text, 0, Columns.fitting(text, width - used - 1)).append('…');
        }
        // An ink is in force until here.
        sequence("0");
        full = true;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
