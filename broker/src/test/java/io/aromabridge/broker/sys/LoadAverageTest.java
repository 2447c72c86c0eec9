package io.aromabridge.broker.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LoadAverageTest {
    @Test
    void aSteadyRateIsReachedFromBelow() {
        LoadAverage average = new LoadAverage(1);
        assertEquals(100 * (1 - Math.exp(-1)), average.next(100, 60), 1e-9);
        double later = 0;
        for (int minute = 2; minute < 30; minute++) {
            later = average.next(100L * minute, 60);
        }
        assertEquals(100, later, 1e-6);
    }

    @Test
    void itFallsWhenNothingComes() {
        LoadAverage average = new LoadAverage(5);
        double before = average.next(1000, 60);
        assertEquals(before * Math.exp(-0.2), average.next(1000, 60), 1e-9);
    }
}
