package io.aromabridge.app.config.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations and sizes as people write them. */
class DurationsTest {
    @Test
    void readsEveryUnit() {
        assertEquals(Duration.ofMillis(200), Durations.parse("200ms"));
        assertEquals(Duration.ofSeconds(10), Durations.parse("10s"));
        assertEquals(Duration.ofMinutes(2), Durations.parse("2m"));
        assertEquals(Duration.ofHours(1), Durations.parse("1h"));
        assertEquals(Duration.ZERO, Durations.parse("0s"));
        assertEquals(Duration.ofHours(999_999_999), Durations.parse("999999999h"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "10 s", "10S", "-1s", "1.5s", "1m30s", "1d", "1000000000s", "１s"})
    void refusesAnythingElse(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Durations.parse(text));
        assertEquals(
                Given.show(text) + " is not a duration; use a number and ms, s, m or h, such as 10s", e.getMessage());
    }

    @Test
    void readsSizes() {
        assertEquals(0, Sizes.parse("0"));
        assertEquals(262_144, Sizes.parse("256KiB"));
        assertEquals(999_999_999L * 1024 * 1024, Sizes.parse("999999999MiB"));
        for (String text : new String[] {"", "1KB", "1 KiB", "1kib", "-1", "KiB", "1.5MiB", "1GiB"}) {
            assertThrows(IllegalArgumentException.class, () -> Sizes.parse(text), text);
        }
    }

    @Test
    void showsWhatWasWrittenOnOneLine() {
        assertEquals("plain", Given.show("plain"));
        assertEquals("\"\"", Given.show(""));
        assertEquals("\"a\\u000ab\"", Given.show("a\nb"));
        assertEquals("\"" + "x".repeat(80) + "…\"", Given.show("x".repeat(81)));
    }

    @Test
    void writesWhatItReads() {
        for (String text : new String[] {"1ms", "1500ms", "0h", "90s", "2m", "61m", "48h"}) {
            assertEquals(text, Durations.text(Durations.parse(text)));
        }
    }
}
