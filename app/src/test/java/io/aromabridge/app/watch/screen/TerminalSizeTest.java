package io.aromabridge.app.watch.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How large a terminal is. */
class TerminalSizeTest {
    @Test
    void theEnvironmentCountsFirst() {
        assertEquals(new TerminalSize(100, 30), TerminalSize.now(Map.of("COLUMNS", "100", "LINES", "30")));
    }

    @Test
    void oneOfTheTwoIsEnough() {
        TerminalSize told = TerminalSize.now(Map.of());
        assertEquals(new TerminalSize(7, told.lines()), TerminalSize.now(Map.of("COLUMNS", "7", "LINES", "0")));
        assertEquals(new TerminalSize(told.columns(), 5), TerminalSize.now(Map.of("COLUMNS", "x", "LINES", "5")));
    }

    @Test
    void sttyTellsLinesFirst() {
        assertEquals(new TerminalSize(132, 50), TerminalSize.ofStty("50 132\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 0", "24", "24 0", "-1 80", "24 80 1", "x y", "999999 80"})
    void elseItIsTheUsualOne(String printed) {
        assertEquals(new TerminalSize(80, 24), TerminalSize.ofStty(printed));
    }
}
