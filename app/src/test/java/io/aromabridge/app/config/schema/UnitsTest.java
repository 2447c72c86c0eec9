package io.aromabridge.app.config.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations and sizes as people write them. */
class UnitsTest {
    @Test
    void readsEveryUnit() {
        assertEquals(Duration.ofMillis(200), Units.duration("200ms"));
        assertEquals(Duration.ofSeconds(10), Units.duration("10s"));
        assertEquals(Duration.ofMinutes(2), Units.duration("2m"));
        assertEquals(Duration.ofHours(1), Units.duration("1h"));
        assertEquals(Duration.ZERO, Units.duration("0s"));
        assertEquals(Duration.ofHours(999_999_999), Units.duration("999999999h"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "10 s", "10S", "-1s", "1.5s", "1m30s", "1d", "1000000000s", "１s"})
    void refusesAnythingElse(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Units.duration(text));
        assertEquals(
                Problem.show(text) + " is not a duration; use a number and ms, s, m or h, such as 10s", e.getMessage());
    }

    @Test
    void readsSizes() {
        assertEquals(0, Units.bytes("0"));
        assertEquals(262_144, Units.bytes("256KiB"));
        assertEquals(999_999_999L * 1024 * 1024, Units.bytes("999999999MiB"));
        for (String text : new String[] {"", "1KB", "1 KiB", "1kib", "-1", "KiB", "1.5MiB", "1GiB"}) {
            assertThrows(IllegalArgumentException.class, () -> Units.bytes(text), text);
        }
    }

    @Test
    void showsWhatWasWrittenOnOneLine() {
        assertEquals("plain", Problem.show("plain"));
        assertEquals("\"\"", Problem.show(""));
        assertEquals("\"a\\u000ab\"", Problem.show("a\nb"));
        assertEquals("\"" + "x".repeat(80) + "…\"", Problem.show("x".repeat(81)));
    }

    @Test
    void writesWhatItReads() {
        for (String text : new String[] {"1ms", "1500ms", "0h", "90s", "2m", "61m", "48h"}) {
            assertEquals(text, Units.text(Units.duration(text)));
        }
    }
}
