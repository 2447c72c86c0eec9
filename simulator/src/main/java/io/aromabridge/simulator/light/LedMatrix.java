package io.aromabridge.simulator.light;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The frame buffer of a Sense HAT: 8×8 pixels of RGB565, row by row, (0,0) top left, (7,7) bottom right, all off at
 * first. What is read back has lost the lower bits: (255, 0, 0) reads as (248, 0, 0). Thread-safe.
 */
public final class LedMatrix {
    /** Pixels in a row, and rows. */
    public static final int SIZE = 8;

    private final short[] pixels = new short[SIZE * SIZE];

    /** Sets every pixel. */
    public synchronized void clear(Rgb colour) {
        Arrays.fill(pixels, (short) colour.toRgb565());
    }

    /**
     * Sets one pixel.
     *
     * @param x column, 0 to 7
     * @param y row, 0 to 7
     */
    public synchronized void set(int x, int y, Rgb colour) {
        pixels[index(x, y)] = (short) colour.toRgb565();
    }

    /**
     * Reads one pixel back.
     *
     * @param x column, 0 to 7
     * @param y row, 0 to 7
     */
    public synchronized Rgb get(int x, int y) {
        return Rgb.ofRgb565(pixels[index(x, y)] & 0xffff);
    }

    /** Reads all 64 pixels back, row by row. */
    public synchronized List<Rgb> pixels() {
        List<Rgb> out = new ArrayList<>(pixels.length);
        for (short pixel : pixels) {
            out.add(Rgb.ofRgb565(pixel & 0xffff));
        }
        return List.copyOf(out);
    }

    /** The 128 bytes of the frame buffer: 64 little-endian RGB565 values. */
    public synchronized byte[] frameBuffer() {
        ByteBuffer out = ByteBuffer.allocate(pixels.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.asShortBuffer().put(pixels);
        return out.array();
    }

    private static int index(int x, int y) {
        if (x < 0 || x >= SIZE) {
            throw new IllegalArgumentException("X position must be between 0 and 7, not " + x);
        }
        if (y < 0 || y >= SIZE) {
            throw new IllegalArgumentException("Y position must be between 0 and 7, not " + y);
        }
        return y * SIZE + x;
    }
}
