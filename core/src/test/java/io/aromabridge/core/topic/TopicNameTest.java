package io.aromabridge.core.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topic names of MQTT 3.1.1, section 4.7. */
class TopicNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "/", "a/b", " ", "Accounts payable", "$SYS/x", "日本/香り", "a/\ud83d\ude00"})
    void acceptsNamesThatTheStandardAllows(String topic) {
        assertEquals(topic, TopicName.of(topic).toString());
    }

    @Test
    void refusesWildcardsWithTheirPosition() {
        TopicSyntaxException e = assertThrows(TopicSyntaxException.class, () -> TopicName.of("a/+/b"));
        assertEquals("topic \"a/+/b\": wildcard '+' is not allowed in a topic to publish to (index 2)", e.getMessage());
        assertEquals(2, e.position());
        assertThrows(TopicSyntaxException.class, () -> TopicName.of("a/b#"));
    }

    @Test
    void refusesTextThatMqttDoesNotAllow() {
        assertEquals(
                "topic is empty; it needs at least one character",
                assertThrows(TopicSyntaxException.class, () -> TopicName.of("")).getMessage());
        assertThrows(TopicSyntaxException.class, () -> TopicName.of("\u0000"));
        assertThrows(TopicSyntaxException.class, () -> TopicName.of("\udc00x"));
        assertThrows(TopicSyntaxException.class, () -> TopicName.of("x".repeat(65_536)));
    }

    @Test
    void cutsLongTopicsInMessages() {
        String message = assertThrows(TopicSyntaxException.class, () -> TopicName.of("x".repeat(100) + "#"))
                .getMessage();
        assertEquals(
                "topic \"" + "x".repeat(80) + "…\": wildcard '#' is not allowed in a topic to publish to (index 100)",
                message);
    }
}
