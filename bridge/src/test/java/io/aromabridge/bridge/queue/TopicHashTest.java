package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.topic.TopicName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which partition a topic belongs to. */
class TopicHashTest {
    private static int partition(String topic, int count) {
        return TopicHash.below(count, TopicHash.of(TopicName.of(topic)));
    }

    @Test
    void dealsOutConsecutiveSerialsEvenly() {
        int[] perPartition = new int[10];
        for (int i = 1; i <= 1000; i++) {
            String serial = String.format(Locale.ROOT, "ASN2A%05d", i);
            perPartition[partition("aromajoin/aromashooter/" + serial + "/command/diffuse", 10)]++;
        }
        int[] even = new int[10];
        Arrays.fill(even, 100);
        assertArrayEquals(even, perPartition);
    }

    @Test
    void spreadsNamesThatHaveNoNumber() {
        long used = IntStream.range(0, 26 * 26)
                .map(i -> partition("room/" + (char) ('a' + i / 26) + (char) ('a' + i % 26) + "/light", 10))
                .distinct()
                .count();
        assertEquals(10, used);
    }

    @Test
    void isTheSameForEver() {
        assertEquals(
                List.of(TopicHash.of(TopicName.of("a/1")) + 1, TopicHash.of(TopicName.of("a/1")) + 9),
                List.of(TopicHash.of(TopicName.of("a/2")), TopicHash.of(TopicName.of("a/10"))));
        assertEquals(256036261, TopicHash.of(TopicName.of("light1")));
    }

    @Test
    void takesNumbersOfAnyLength() {
        assertTrue(partition("a/" + "9".repeat(200), 7) >= 0);
    }
}
