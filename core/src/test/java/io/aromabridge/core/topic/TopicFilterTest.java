package io.aromabridge.core.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topic filters of MQTT 3.1.1, section 4.7; the first rows are the standard's own examples. */
class TopicFilterTest {
    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource({
        "sport/tennis/player1/#, sport/tennis/player1, true",
        "sport/tennis/player1/#, sport/tennis/player1/ranking, true",
        "sport/tennis/player1/#, sport/tennis/player1/score/wimbledon, true",
        "sport/#, sport, true",
        "#, sport/tennis, true",
        "sport/tennis/+, sport/tennis/player1, true",
        "sport/tennis/+, sport/tennis/player1/ranking, false",
        "sport/+, sport, false",
        "sport/+, sport/, true",
        "+/+, /finance, true",
        "/+, /finance, true",
        "+, /finance, false",
        "#, $SYS/x, false",
        "+/monitor/Clients, $SYS/monitor/Clients, false",
        "$SYS/#, $SYS/x, true",
        "$SYS/#, $SYS, true",
        "$SYS/monitor/+, $SYS/monitor/Clients, true",
        "a/b, a/b, true",
        "a/b, a/b/, false",
        "a/b, a/B, false",
        "a/b, a, false",
        "a, a/b, false",
        "+/#, a, true",
        "+/#, a/b/c, true",
        "a/+/c, a//c, true",
        "/, /, true",
        "/, a, false",
        "//, //, true",
        "a/$x, a/$x, true",
        "a/#, a/$x, true",
        "aromajoin/aromashooter/+/command/#, aromajoin/aromashooter/ASN2A00002/command/diffuse, true",
        "aromajoin/aromashooter/+/command/#, aromajoin/aromashooter/ASN2A00002/command, true",
        "aromajoin/aromashooter/+/command/#, aromajoin/aromashooter/command/diffuse, false",
    })
    void matchesAsTheStandardSays(String filter, String topic, boolean expected) {
        assertEquals(expected, TopicFilter.of(filter).matches(TopicName.of(topic)));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        "sport/tennis#, 12, must fill a whole level",
        "sport+, 5, must fill a whole level",
        "a/+b, 2, must fill a whole level",
        "a+/b, 1, must fill a whole level",
        "a/b#/c, 3, must fill a whole level",
        "##, 0, must fill a whole level",
        "++, 0, must fill a whole level",
        "sport/tennis/#/ranking, 13, must be the last level",
        "#/a, 0, must be the last level",
    })
    void refusesMisplacedWildcardsWithTheirPosition(String filter, int position, String rule) {
        TopicSyntaxException e = assertThrows(TopicSyntaxException.class, () -> TopicFilter.of(filter));
        assertEquals(position, e.position());
        assertEquals(
                "topic filter \"" + filter + "\": '" + filter.charAt(position) + "' " + rule + " (index " + position
                        + ")",
                e.getMessage());
    }

    @Test
    void refusesTextThatMqttDoesNotAllow() {
        assertEquals(
                "topic filter is empty; it needs at least one character",
                assertThrows(TopicSyntaxException.class, () -> TopicFilter.of(""))
                        .getMessage());
        assertEquals(
                "topic filter \"a\\u0000\": U+0000 is not allowed (index 1)",
                assertThrows(TopicSyntaxException.class, () -> TopicFilter.of("a\u0000"))
                        .getMessage());
        assertEquals(
                "topic filter \"a\\ud800\": a lone surrogate is not UTF-8 (index 1)",
                assertThrows(TopicSyntaxException.class, () -> TopicFilter.of("a\ud800"))
                        .getMessage());
        assertEquals(
                "topic filter is 65536 bytes of UTF-8; at most 65535 are allowed",
                assertThrows(TopicSyntaxException.class, () -> TopicFilter.of("ü".repeat(32_768)))
                        .getMessage());
        assertEquals(65_535, TopicFilter.of("x".repeat(65_535)).value().length());
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "a/b, a/b, true",
        "a/b, a/c, false",
        "a/+, +/b, true",
        "a/#, a, true",
        "a/#, a/b/c, true",
        "a/#, b/#, false",
        "#, a/+/c, true",
        "#, $SYS/#, false",
        "+/x, $SYS/x, false",
        "a/+, a/b/c, false",
        "a/+/#, a/b, true",
        "a/b/c, a/b, false",
        "aromabridge/canary/back, aromabridge/canary/out, false",
        "aromajoin/aromashooter/+/command/#, aromajoin/#, true",
    })
    void overlapsIfSomeTopicMatchesBoth(String one, String other, boolean expected) {
        assertEquals(expected, TopicFilter.of(one).overlaps(TopicFilter.of(other)));
        assertEquals(expected, TopicFilter.of(other).overlaps(TopicFilter.of(one)), "the other way round");
    }

    @Test
    void countsLevels() {
        assertEquals(1, TopicFilter.of("#").levels());
        assertEquals(3, TopicFilter.of("a//").levels());
        assertFalse(TopicFilter.of("a/b").hasWildcard());
    }
}
