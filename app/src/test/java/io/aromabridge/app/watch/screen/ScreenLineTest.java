package io.aromabridge.app.watch.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A line that is never wider than the screen. */
class ScreenLineTest {
    private static String plain(int width, String... texts) {
        ScreenLine line = new ScreenLine(width, false);
        for (String text : texts) {
            line.text(text);
        }
        return line.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "5, abcde, abcde",
        "4, abcde, abc…",
        "1, abcde, …",
        "4, 灯灯, 灯灯",
        "3, 灯灯, 灯…",
        "2, 灯灯, …",
        "3, ｱｱｱ, ｱｱｱ", // half width
        "2, ＡＢ, …", // full width
        "3, 💡a, 💡a",
        "2, 💡a, …",
        "3, a\u0308bc, a\u0308bc"
    })
    void cutsWhatDoesNotFit(int width, String text, String expected) {
        assertEquals(expected, plain(width, text));
    }

    @Test
    void whatComesAfterTheCutIsLeftOut() {
        assertEquals("abc…", plain(4, "abcde", "f", ""));
        assertEquals("abcd", plain(4, "abcd", "e"));
        assertEquals("ab…", plain(3, "a", "b", "", "", "cd"));
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() {
        assertEquals("a\\u001b[2Jb", plain(20, "a\u001b[2Jb"));
        assertEquals("a\\u00…", plain(6, "a\u001b[2Jb"));
    }

    @Test
    void tabsToAColumnUnlessItIsThereAlready() {
        assertEquals(
                "ab  c", new ScreenLine(9, false).text("ab").tab(4).text("c").toString());
        assertEquals(
                "abcde", new ScreenLine(9, false).text("abcd").tab(2).text("e").toString());
        assertEquals("ab  ", new ScreenLine(4, false).text("ab").tab(9).toString());
    }

    @Test
    void inksEndWithTheirText() {
        ScreenLine line = new ScreenLine(9, true).text(Ink.RED, "a").text("b").text(Ink.BOLD, "c");
        assertEquals("\u001b[31ma\u001b[0mb\u001b[1mc\u001b[0m", line.toString());
        assertEquals(
                "\u001b[31mab…\u001b[0m",
                new ScreenLine(3, true)
                        .text(Ink.RED, "abcd")
                        .text(Ink.BOLD, "e")
                        .toString());
        assertEquals("a", new ScreenLine(3, false).text(Ink.RED, "a").toString());
    }

    @Test
    void halvesShowTwoPixels() {
        assertEquals(
                "\u001b[38;2;255;0;1;48;2;0;16;0m▀\u001b[0m",
                new ScreenLine(3, true).halves(0xff0001, 0x001000).toString());
        assertEquals(
                " ▀▄█",
                new ScreenLine(4, false)
                        .halves(0, 0)
                        .halves(1, 0)
                        .halves(0, 1)
                        .halves(1, 1)
                        .toString());
    }
}
