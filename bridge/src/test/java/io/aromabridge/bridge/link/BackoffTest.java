package io.aromabridge.bridge.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final RandomGenerator RANDOM = new Random(7);

    private static Backoff exact(long baseMillis, long maxMillis) {
        return new Backoff(Duration.ofMillis(baseMillis), Duration.ofMillis(maxMillis), Duration.ZERO, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 32000, 0, 1000",
        "1000, 32000, 1, 2000",
        "1000, 32000, 4, 16000",
        "1000, 32000, 5, 32000",
        "1000, 32000, 6, 32000",
        "1000, 32000, 63, 32000",
        "1000, 32000, 64, 32000",
        "1000, 32000, 2147483647, 32000",
        "1000, 30000, 4, 16000",
        "1000, 30000, 5, 30000",
        "7, 7, 0, 7",
        "7, 7, 9, 7",
        "86400000, 86400000, 1, 86400000",
    })
    void doublesUpToTheLimit(long base, long max, int attempt, long expected) {
        assertEquals(Duration.ofMillis(expected), exact(base, max).delay(attempt, RANDOM));
    }

    @Test
    void staysAtTheLimitForEveryLaterAttempt() {
        for (int attempt = 5; attempt < 200; attempt++) {
            assertEquals(Duration.ofSeconds(32), exact(1000, 32_000).delay(attempt, RANDOM), "attempt " + attempt);
        }
    }

    @Test
    void takesOffAtMostTheJitter() {
        Duration shortest = Duration.ofDays(1);
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 1000; i++) {
            Duration delay = Backoff.DEFAULT.delay(9, RANDOM);
            shortest = delay.compareTo(shortest) < 0 ? delay : shortest;
            longest = delay.compareTo(longest) > 0 ? delay : longest;
        }
        assertTrue(shortest.compareTo(Duration.ofMillis(25_600)) >= 0, "shortest " + shortest);
        assertTrue(shortest.compareTo(Duration.ofSeconds(26)) < 0, "shortest " + shortest);
        assertTrue(longest.compareTo(Duration.ofSeconds(32)) <= 0, "longest " + longest);
        assertTrue(longest.compareTo(Duration.ofMillis(31_500)) > 0, "longest " + longest);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT1S, PT0S, 0",
        "PT-1S, PT1S, PT0S, 0",
        "PT2S, PT1S, PT0S, 0",
        "PT1S, PT25H, PT0S, 0",
        "PT1S, PT1S, PT-1S, 0",
        "PT1S, PT1S, PT0S, -0.1",
        "PT1S, PT1S, PT0S, 1.1",
        "PT1S, PT1S, PT0S, NaN",
    })
    void refusesValuesOutOfRange(Duration base, Duration max, Duration stable, double jitter) {
        assertThrows(IllegalArgumentException.class, () -> new Backoff(base, max, stable, jitter));
    }
}
