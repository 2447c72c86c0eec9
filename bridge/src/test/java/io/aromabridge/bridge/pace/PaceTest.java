package io.aromabridge.bridge.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void ofAwsIotKeepsALittleBelowItsQuotas() {
        assertEquals(new Pace(95, 512 * 1024), Pace.AWS_IOT);
    }

    @Test
    void isSaidInALine() {
        assertEquals("at most 95 publishes/s and 512 KiB/s", Pace.AWS_IOT.toString());
        assertEquals("at most 20 publishes/s", new Pace(20, 0).toString());
        assertEquals("at most 1000 bytes/s", new Pace(0, 1000).toString());
        assertEquals("1 connection, as fast as they are acknowledged", SendPolicy.DEFAULT.toString());
        assertEquals(
                "2 connections, each at most 95 publishes/s and 512 KiB/s, what waited at most 2/s",
                new SendPolicy(2, Pace.AWS_IOT, Drain.FAIR, 2).toString());
    }

    @Test
    void refusesWhatMakesNoSense() {
        for (int messages : List.of(-1, 100_001)) {
            assertThrows(IllegalArgumentException.class, () -> new Pace(messages, 0));
        }
        assertThrows(IllegalArgumentException.class, () -> new Pace(0, -1));
        for (int connections : List.of(0, 101)) {
            assertThrows(IllegalArgumentException.class, () -> new SendPolicy(connections, Pace.NONE, Drain.FAIR, 0));
        }
        for (double rate : List.of(-1.0, 0.0001, 100_001.0, Double.NaN)) {
            assertThrows(IllegalArgumentException.class, () -> new SendPolicy(1, Pace.NONE, Drain.FAIR, rate));
        }
    }
}
