package io.aromabridge.testkit;

import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.light.ChannelPalette;
import io.aromabridge.simulator.light.LedMatrix;
import io.aromabridge.simulator.light.Rgb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The 64 pixels of a light as they read back, row by row from the top left: of each colour the lower bits are lost, as on
 * a Sense HAT.
 */
public record Grid(List<Rgb> pixels) {
    /** No light. */
    public static final Grid DARK = of(Rgb.BLACK);

    /** All red, as a traffic light shows it. */
    public static final Grid RED = of(Rgb.RED);

    /** All green, as a traffic light shows it. */
    public static final Grid GREEN = of(Rgb.GREEN);

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** Throws {@link IllegalArgumentException} unless there are 64. */
    public Grid {
        pixels = List.copyOf(pixels);
        if (pixels.size() != LedMatrix.SIZE * LedMatrix.SIZE) {
            throw new IllegalArgumentException("a grid of " + pixels.size() + " pixels: a light has 64");
        }
    }

    /** All pixels set to one colour, and read back. */
    public static Grid of(Rgb colour) {
        LedMatrix matrix = new LedMatrix();
        matrix.clear(colour);
        return new Grid(matrix.pixels());
    }

    /** What a lamp shows of a shot while it lasts. */
    public static Grid of(Shot shot) {
        DiffuseCommand command = shot.command();
        return of(command.emits() ? ChannelPalette.colour(command) : Rgb.BLACK);
    }

    /**
     * Pixels from a drawing: 8 rows of 8 characters. A dot is dark, every other character is the colour that the palette
     * gives it.
     *
     * @throws IllegalArgumentException if the drawing has another size, or a character no colour
     */
    public static Grid drawn(Map<Character, Rgb> palette, String... rows) {
        if (rows.length != LedMatrix.SIZE) {
            throw new IllegalArgumentException("a drawing of " + rows.length + " rows: it must have 8");
        }
        LedMatrix matrix = new LedMatrix();
        for (int y = 0; y < rows.length; y++) {
            if (rows[y].length() != LedMatrix.SIZE) {
                throw new IllegalArgumentException("row \"" + rows[y] + "\": it must have 8 characters");
            }
            for (int x = 0; x < LedMatrix.SIZE; x++) {
                char at = rows[y].charAt(x);
                Rgb colour = at == '.' ? Rgb.BLACK : palette.get(at);
                if (colour == null) {
                    throw new IllegalArgumentException("row \"" + rows[y] + "\": the palette has no '" + at + "'");
                }
                matrix.set(x, y, colour);
            }
        }
        return new Grid(matrix.pixels());
    }

    /** Two grids beside each other, 8 rows, then what each letter stands for; where they differ stands {@code ≠}. */
    public static String sideBySide(String leftTitle, Grid left, String rightTitle, Grid right) {
        Map<Rgb, Character> letters = new LinkedHashMap<>();
        letters.put(Rgb.BLACK, '.');
        StringBuilder out = new StringBuilder("  " + padded(leftTitle) + "  " + rightTitle + "\n");
        for (int y = 0; y < LedMatrix.SIZE; y++) {
            String leftRow = left.row(y, letters);
            String rightRow = right.row(y, letters);
            out.append("  ")
                    .append(padded(leftRow))
                    .append("  ")
                    .append(rightRow)
                    .append(leftRow.equals(rightRow) ? "" : "  ≠")
                    .append('\n');
        }
        List<String> legend = new ArrayList<>();
        letters.forEach((colour, letter) -> legend.add(letter + " " + colour.hex()));
        return out.append("  ").append(String.join(", ", legend)).toString();
    }

    private static String padded(String text) {
        return text + " ".repeat(Math.max(0, 18 - text.length()));
    }

    private String row(int y, Map<Rgb, Character> letters) {
        StringBuilder row = new StringBuilder();
        for (int x = 0; x < LedMatrix.SIZE; x++) {
            Rgb colour = pixels.get(y * LedMatrix.SIZE + x);
            row.append(letters.computeIfAbsent(colour, unused -> LETTERS.charAt(letters.size() - 1)));
            row.append(x == LedMatrix.SIZE - 1 ? "" : " ");
        }
        return row.toString();
    }

    /** The rows as letters, and what each stands for. */
    @Override
    public String toString() {
        Map<Rgb, Character> letters = new LinkedHashMap<>();
        letters.put(Rgb.BLACK, '.');
        StringBuilder out = new StringBuilder();
        for (int y = 0; y < LedMatrix.SIZE; y++) {
            out.append(row(y, letters)).append('\n');
        }
        return out.append(letters).toString();
    }
}
