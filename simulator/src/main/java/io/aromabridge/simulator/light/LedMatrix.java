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

    private final short[] words = new short[SIZE * SIZE];
    private Rotation rotation = Rotation.NONE;
    private Gamma gamma = Gamma.DEFAULT;

    /** Sets every pixel. */
    public synchronized void clear(Rgb colour) {
        Arrays.fill(words, (short) colour.toRgb565());
    }

    /**
     * Sets one pixel.
     *
     * @param x column, 0 to 7
     * @param y row, 0 to 7
     */
    public synchronized void set(int x, int y, Rgb colour) {
        words[index(x, y)] = (short) colour.toRgb565();
    }

    /**
     * Reads one pixel back.
     *
     * @param x column, 0 to 7
     * @param y row, 0 to 7
     */
    public synchronized Rgb get(int x, int y) {
        return Rgb.ofRgb565(words[index(x, y)] & 0xffff);
    }

    /** Reads all 64 pixels back, row by row. */
    public synchronized List<Rgb> pixels() {
        List<Rgb> out = new ArrayList<>(words.length);
        for (int i = 0; i < words.length; i++) {
            out.add(get(i % SIZE, i / SIZE));
        }
        return List.copyOf(out);
    }

    /**
     * Turns what is written and read from now on.
     *
     * @param redraw whether what is shown is turned too
     */
    public synchronized void rotate(Rotation to, boolean redraw) {
        List<Rgb> shown = pixels();
        rotation = to;
        if (redraw) {
            show(shown);
        }
    }

    /** Exchanges left and right. */
    public synchronized void flipHorizontally() {
        List<Rgb> shown = pixels();
        List<Rgb> flipped = new ArrayList<>(shown.size());
        for (int i = 0; i < shown.size(); i++) {
            flipped.add(shown.get(i / SIZE * SIZE + SIZE - 1 - i % SIZE));
        }
        show(flipped);
    }

    /** Exchanges top and bottom. */
    public synchronized void flipVertically() {
        List<Rgb> shown = pixels();
        List<Rgb> flipped = new ArrayList<>(shown.size());
        for (int i = 0; i < shown.size(); i++) {
            flipped.add(shown.get((SIZE - 1 - i / SIZE) * SIZE + i % SIZE));
        }
        show(flipped);
    }

    private void show(List<Rgb> pixels) {
        for (int i = 0; i < words.length; i++) {
            set(i % SIZE, i / SIZE, pixels.get(i));
        }
    }

    /** Changes how bright the LEDs are for what the frame buffer holds. */
    public synchronized void gamma(Gamma to) {
        gamma = to;
    }

    /** Whether it is dimmed for a dark room. */
    public synchronized boolean isLowLight() {
        return gamma.equals(Gamma.LOW_LIGHT);
    }

    /**
     * What the LEDs of one pixel get.
     *
     * @param index of the frame buffer, 0 to 63
     * @return red, green and blue, 0 to 31
     */
    public synchronized List<Integer> leds(int index) {
        return gamma.shown(words[index] & 0xffff);
    }

    /** The 128 bytes of the frame buffer: 64 little-endian RGB565 words. */
    public synchronized byte[] frameBuffer() {
        ByteBuffer out = ByteBuffer.allocate(words.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.asShortBuffer().put(words);
        return out.array();
    }

    private int index(int x, int y) {
        if (x < 0 || x >= SIZE) {
            throw new IllegalArgumentException("X position must be between 0 and 7, not " + x);
        }
        if (y < 0 || y >= SIZE) {
            throw new IllegalArgumentException("Y position must be between 0 and 7, not " + y);
        }
        return rotation.index(x, y);
    }
}
