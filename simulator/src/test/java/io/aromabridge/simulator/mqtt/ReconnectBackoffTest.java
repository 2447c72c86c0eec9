package io.aromabridge.simulator.mqtt;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconnectBackoffTest {
    @Test
    void addsAtMostAQuarter() {
        ReconnectBackoff reconnect = new ReconnectBackoff(Duration.ofMillis(200), new Random(7));
        for (int i = 0; i < 1000; i++) {
            long millis = reconnect.next(0).toMillis();
            assertTrue(millis >= 200 && millis <= 250, millis + " ms");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, 0, 200",
        "200, 1, 200",
        "200, 2, 400",
        "200, 3, 800",
        "200, 5, 3200",
        "200, 6, 5000",
        "200, 2000, 5000",
        "1, 9, 256",
        "5000, 3, 5000",
        "60000, 0, 60000",
        "60000, 9, 60000"
    })
    void doublesWithEachRefusalUpToFiveSeconds(long delay, int refusals, long least) {
        ReconnectBackoff reconnect = new ReconnectBackoff(Duration.ofMillis(delay), new Random(7));
        long millis = reconnect.next(refusals).toMillis();
        assertTrue(millis >= least && millis <= least + least / 4, millis + " ms");
    }

    @Test
    void refusesToWaitNotAtAll() {
        assertThrows(IllegalArgumentException.class, () -> new ReconnectBackoff(Duration.ZERO, new Random(7)));
    }
}
