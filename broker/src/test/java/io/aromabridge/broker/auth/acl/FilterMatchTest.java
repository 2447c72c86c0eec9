package io.aromabridge.broker.auth.acl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Matching without garbage: what core's filter matches, and nothing else. */
class FilterMatchTest {
    @ParameterizedTest
    @CsvSource({
        "#, a",
        "#, /",
        "#, a/b/c",
        "+, a",
        "a/#, a",
        "a/#, a/",
        "a/#, a/b/c",
        "a/+, a/",
        "+/+, /",
        "+/#, a",
        "+/#, /",
        "a/+/#, a/b",
        "a/+/#, a/",
        "a//#, a/",
        "a//#, a//b",
        "/#, /",
        "/+, /a",
        "$a/#, $a",
        "$a/+, $a/b",
        "+/a/#, /a",
    })
    void matches(String filter, String topic) {
        assertTrue(FilterMatch.matches(filter, topic));
    }

    @ParameterizedTest
    @CsvSource({
        "'', a",
        "'', /",
        "a, b",
        "a, a/",
        "a/, a",
        "a/+, a",
        "a/+, a/b/c",
        "+, a/b",
        "+, /",
        "a/#, ab",
        "a/+/#, a",
        "#, $a",
        "+/b, $a/b",
        "$a, a",
        "a, A",
        "a/b/#, a",
        "/#, a",
        "ab, a",
        "a, ab",
        "+/#, $a",
    })
    void leavesOut(String filter, String topic) {
        assertFalse(FilterMatch.matches(filter, topic));
    }

    @Test
    void agreesWithTheFilterOfSubscriptions() {
        RandomGenerator random = new SplittableRandom(8);
        for (int i = 0; i < 50_000; i++) {
            String filter = text(random, new String[] {"", "a", "b", "$a", "+"}) + (random.nextInt(3) == 0 ? "/#" : "");
            String topic = text(random, new String[] {"", "a", "b", "$a", "ab"});
            if (!filter.isEmpty() && !topic.isEmpty()) {
                boolean expected = TopicFilter.of(filter).matches(TopicName.of(topic));
                assertEquals(expected, FilterMatch.matches(filter, topic), () -> filter + " and " + topic);
            }
        }
    }

    private static String text(RandomGenerator random, String[] levels) {
        StringBuilder text = new StringBuilder(levels[random.nextInt(levels.length)]);
        for (int more = random.nextInt(4); more > 0; more--) {
            text.append('/').append(levels[random.nextInt(levels.length)]);
        }
        return text.toString();
    }
}
