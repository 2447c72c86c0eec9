package io.aromabridge.simulator.exam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aromabridge.core.message.QoS;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes an exam, and what makes none. */
class ExamRulesTest {
    private static ExamRules rules(Map<String, String> answers, int fewest, int most) {
        return new ExamRules(new TreeMap<>(answers), fewest, most, ExamRules.Timing.standard(), QoS.EXACTLY_ONCE);
    }

    @Test
    void theStandardOneIsThatOfTheSeed() {
        assertEquals(
                "{CMD1=Apple, CMD2=Cat, CMD3=Dog, CMD4=Rat, CMD5=Boy, CMD6=Girl, CMD7=Toy}",
                ExamRules.standard().answers().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "+", "#", "UUID", "", "\u0000"})
    void aCommandMustBeALevelOfATopic(String command) {
        assertThrows(IllegalArgumentException.class, () -> rules(Map.of(command, "Apple"), 1, 1));
    }

    @Test
    void anAnswerMayNotBeEmptyOrEndless() {
        assertThrows(IllegalArgumentException.class, () -> rules(Map.of("CMD1", ""), 1, 1));
        assertThrows(IllegalArgumentException.class, () -> rules(Map.of("CMD1", "x".repeat(201)), 1, 1));
        assertThrows(IllegalArgumentException.class, () -> rules(Map.of(), 1, 1));
    }

    @Test
    void theNumberOfCommandsHasBounds() {
        Map<String, String> answers = Map.of("CMD1", "Apple");
        assertEquals(100, rules(answers, 1, 100).most());
        assertThrows(IllegalArgumentException.class, () -> rules(answers, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> rules(answers, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> rules(answers, 1, 101));
    }

    @Test
    void itMayNotExpireBeforeItsLastCommand() {
        Duration second = Duration.ofSeconds(1);
        ExamRules.Timing timing = new ExamRules.Timing(second, second, second, second.multipliedBy(3));
        TreeMap<String, String> answers = new TreeMap<>(Map.of("CMD1", "Apple"));
        assertEquals(2, new ExamRules(answers, 1, 2, timing, QoS.AT_MOST_ONCE).most());
        assertThrows(IllegalArgumentException.class, () -> new ExamRules(answers, 1, 3, timing, QoS.AT_MOST_ONCE));
        assertThrows(
                IllegalArgumentException.class, () -> new ExamRules.Timing(second.negated(), second, second, second));
    }
}
