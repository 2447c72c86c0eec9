package io.aromabridge.bridge.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicPatternTest {
    @Test
    void putsTheSerialNumberWhereverDeviceStands() {
        assertEquals(
                "aromajoin/aromashooter/ASN2A00002/command/diffuse",
                TopicPattern.DIFFUSE.of("ASN2A00002").value());
        assertEquals(
                "x/ASN2A00002/y-ASN2A00002",
                new TopicPattern("x/{device}/y-{device}").of("ASN2A00002").value());
    }

    @Test
    void knowsTheFilterOfAllItsTopics() {
        assertEquals(
                "aromajoin/aromashooter/+/command/diffuse",
                TopicPattern.DIFFUSE.ofAny().value());
        assertEquals("x/+", new TopicPattern("x/y-{device}").ofAny().value());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/b | has no {device}",
                "a/{serial} | has no {device}",
                "a/{device}/{serial} | {device} is the only placeholder",
                "a/{{device}} | {device} is the only placeholder",
                "a/{device | has no {device}",
                "a/{device}/+ | wildcard '+' is not allowed",
                "{device}/# | wildcard '#' is not allowed",
                "'' | topic is empty"
            })
    void refusesWhatGivesNoTopicOfEachDevice(String pattern, String why) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> new TopicPattern(pattern))
                .getMessage());
        assertEquals(true, message.contains(why), message);
    }
}
