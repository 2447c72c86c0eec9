package io.aromabridge.simulator.light;

import java.util.List;

/**
 * What the driver of a matrix makes of the upper 5 bits of a colour's element.
 *
 * @param values 32 values, 0 to 31
 */
public record Gamma(List<Integer> values) {
    /** The driver's own: elements below 48 are dark. */
    public static final Gamma DEFAULT = new Gamma(List.of(
            0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 17, 18, 20, 21, 23, 25, 27, 29,
            31));

    /** For dark rooms: a third as bright, and only elements below 8 are dark. */
    public static final Gamma LOW_LIGHT = new Gamma(
            List.of(0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 10, 10));

    private static final int SIZE = 32;

    /** Copies the list; throws {@link IllegalArgumentException} for another number of values, or others. */
    public Gamma {
        values = List.copyOf(values);
        if (values.size() != SIZE) {
            throw new IllegalArgumentException("Gamma array must be of length 32, not " + values.size());
        }
        if (values.stream().anyMatch(value -> value < 0 || value >= SIZE)) {
            throw new IllegalArgumentException("Gamma values must be between 0 and 31: " + values);
        }
    }

    /** What the LEDs of one pixel get for an RGB565 word: red, green and blue, 0 to 31. */
    List<Integer> shown(int word) {
        return List.of(values.get(word >> 11 & 0x1f), values.get(word >> 6 & 0x1f), values.get(word & 0x1f));
    }
}
