package io.aromabridge.simulator.mqtt;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReconnectTest {
    @Test
    void addsAtMostAQuarter() {
        Reconnect reconnect = new Reconnect(Duration.ofMillis(200), new Random(7));
        for (int i = 0; i < 1000; i++) {
            long millis = reconnect.next().toMillis();
            assertTrue(millis >= 200 && millis <= 250, millis + " ms");
        }
    }

    @Test
    void refusesToWaitNotAtAll() {
        assertThrows(IllegalArgumentException.class, () -> new Reconnect(Duration.ZERO, new Random(7)));
    }
}
