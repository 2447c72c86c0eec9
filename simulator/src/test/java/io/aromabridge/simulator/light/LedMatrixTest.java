package io.aromabridge.simulator.light;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aromabridge.simulator.diffusion.DiffuseCommand;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedMatrixTest {
    private final LedMatrix matrix = new LedMatrix();

    @ParameterizedTest
    @CsvSource({
        "255,0,0,0xF800,248,0,0",
        "0,255,0,0x07E0,0,252,0",
        "0,0,255,0x001F,0,0,248",
        "255,255,255,0xFFFF,248,252,248",
        "127,127,127,0x7BEF,120,124,120",
        "7,3,7,0x0000,0,0,0",
    })
    void readsBackWhatRgb565Holds(int r, int g, int b, String pixel, int readR, int readG, int readB) {
        matrix.clear(new Rgb(r, g, b));
        assertEquals(Collections.nCopies(64, new Rgb(readR, readG, readB)), matrix.pixels());
        byte[] buffer = matrix.frameBuffer();
        int value = Integer.decode(pixel);
        assertEquals(128, buffer.length);
        assertArrayEquals(new byte[] {(byte) value, (byte) (value >> 8)}, Arrays.copyOf(buffer, 2));
    }

    @Test
    void isDarkAtFirst() {
        assertArrayEquals(new byte[128], matrix.frameBuffer());
    }

    @Test
    void countsRowByRowFromTheTopLeft() {
        matrix.set(7, 0, Rgb.RED);
        matrix.set(0, 1, Rgb.GREEN);
        assertEquals(new Rgb(248, 0, 0), matrix.pixels().get(7));
        assertEquals(new Rgb(0, 252, 0), matrix.pixels().get(8));
        assertEquals(new Rgb(248, 0, 0), matrix.get(7, 0));
        assertEquals(Rgb.BLACK, matrix.get(7, 7));
    }

    @ParameterizedTest
    @CsvSource({"-1,0", "8,0", "0,-1", "0,8"})
    void refusesAPixelThatIsNotThere(int x, int y) {
        assertThrows(IllegalArgumentException.class, () -> matrix.set(x, y, Rgb.RED));
        assertThrows(IllegalArgumentException.class, () -> matrix.get(x, y));
    }

    @ParameterizedTest
    @CsvSource({"256,0,0", "0,256,0", "0,0,256", "-1,0,0"})
    void refusesAColourThatIsNone(int r, int g, int b) {
        assertThrows(IllegalArgumentException.class, () -> new Rgb(r, g, b));
    }

    @Test
    void tellsTheChannelsApart() {
        Set<Rgb> shown = new HashSet<>();
        for (int channel = 1; channel <= DiffuseCommand.CHANNELS; channel++) {
            matrix.clear(ChannelPalette.colour(new DiffuseCommand(channel, 1000, 100, false)));
            shown.add(matrix.get(0, 0));
        }
        assertEquals(6, shown.size(), shown.toString());
    }

    @Test
    void scalesAChannelsColourByTheIntensity() {
        assertEquals(new Rgb(213, 94, 0), ChannelPalette.colour(new DiffuseCommand(1, 1000, 100, false)));
        assertEquals(new Rgb(107, 47, 0), ChannelPalette.colour(new DiffuseCommand(1, 1000, 50, false)));
        assertEquals(Rgb.BLACK, ChannelPalette.colour(new DiffuseCommand(1, 1000, 0, false)));
    }
}
