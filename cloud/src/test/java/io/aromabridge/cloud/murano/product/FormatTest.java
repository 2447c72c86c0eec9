package io.aromabridge.cloud.murano.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What fits a format. */
class FormatTest {
    @Test
    void aFloatIsADecimalNumber() {
        for (String good : new String[] {"32", "-1", "+0.5", ".5", "5.", "98.7", "1e3", "-1.5E-10"}) {
            assertTrue(Format.FLOAT.fits(good), good);
        }
        for (String bad : new String[] {"", ".", "1,5", "NaN", "Infinity", "0x1", "1e", " 1", "1f", "1e9999"}) {
            assertFalse(Format.FLOAT.fits(bad), bad);
        }
    }

    @Test
    void anIntegerIsAWholeNumber() {
        for (String good : new String[] {"0", "-7", "+7", "999999999999999999"}) {
            assertTrue(Format.INTEGER.fits(good), good);
        }
        for (String bad : new String[] {"", "1.0", "1e3", "9999999999999999999", "-", "a"}) {
            assertFalse(Format.INTEGER.fits(bad), bad);
        }
    }

    @Test
    void anyTextIsAString() {
        assertTrue(Format.STRING.fits(""));
        assertEquals(Optional.of(Format.STRING), Format.of("string"));
        assertEquals(Optional.empty(), Format.of("STRING"));
    }
}
