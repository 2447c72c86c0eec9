package io.aromabridge.simulator.light;

import java.util.HexFormat;

/**
 * A colour.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
public record Rgb(int red, int green, int blue) {
    /** No light. */
    public static final Rgb BLACK = new Rgb(0, 0, 0);

    /** Pure red. */
    public static final Rgb RED = new Rgb(255, 0, 0);

    /** Pure green. */
    public static final Rgb GREEN = new Rgb(0, 255, 0);

    private static final int MAX = 255;

    /** Throws {@link IllegalArgumentException} for an element outside 0 to 255. */
    public Rgb {
        if ((red | green | blue) < 0 || red > MAX || green > MAX || blue > MAX) {
            throw new IllegalArgumentException(
                    "colour (" + red + ", " + green + ", " + blue + "): pixel elements must be between 0 and 255");
        }
    }

    /** {@code #rrggbb}. */
    public String hex() {
        return "#" + HexFormat.of().formatHex(new byte[] {(byte) red, (byte) green, (byte) blue});
    }

    /** The colour as RGB565: 5 bits of red, 6 of green, 5 of blue; the lower bits of each are lost. */
    int toRgb565() {
        return ((red >> 3) << 11) | ((green >> 2) << 5) | (blue >> 3);
    }

    static Rgb ofRgb565(int pixel) {
        return new Rgb((pixel >> 11 & 0x1f) << 3, (pixel >> 5 & 0x3f) << 2, (pixel & 0x1f) << 3);
    }
}
