package io.aromabridge.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text from elsewhere on a terminal. */
class PrintableTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "ASN2A00001", "a/b+#", "Lämpchen", "灯 💡", "a\\u001bb"})
    void leavesWhatCanBeSeen(String text) {
        assertEquals(text, Printable.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "001b, \\u001b", // escape
        "0000, \\u0000",
        "000a, \\u000a",
        "007f, \\u007f",
        "009b, \\u009b", // control sequence introducer
        "202e, \\u202e", // right-to-left override
        "200b, \\u200b", // zero width space
        "2028, \\u2028", // line separator
        "d800, \\ud800", // half of a pair
        "e0041, \\udb40\\udc41" // tag
    })
    void escapesWhatSteersATerminalOrHides(String codePoint, String escaped) {
        String text = Character.toString(Integer.parseInt(codePoint, 16));
        assertEquals("a" + escaped + "b", Printable.of("a" + text + "b"));
    }
}
