package io.aromabridge.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bench.load.Counts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What many runs come to. */
class RowResultTest {
    @Test
    void theMiddleOfThreeWithLeastAndGreatest() {
        assertEquals(new Spread(2, 1, 9), Spread.of(List.of(9.0, 1.0, 2.0)));
        assertEquals(new Spread(3, 1, 9), Spread.of(List.of(9.0, 1.0, 2.0, 4.0)));
        assertEquals(new Spread(5, 5, 5), Spread.of(List.of(5.0)));
        assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
    }

    @Test
    void warmUpsAreCountedButNotTimed() {
        RowResult result = Results.of(
                "qos1-1",
                Results.warmUp(Results.run(BenchTarget.OURS, 10, 900)),
                Results.run(BenchTarget.OURS, 1000, 5),
                Results.run(BenchTarget.OURS, 2000, 4),
                Results.run(BenchTarget.OURS, 4000, 3));
        assertEquals(new Counts(4000, 4000, 4000, 4000, 0, 0), result.counts(BenchTarget.OURS));
        assertEquals(Optional.of(new Spread(2000, 1000, 4000)), result.rate(BenchTarget.OURS));
        assertEquals(Optional.of(new Spread(4, 3, 5)), result.p99Millis(BenchTarget.OURS));
    }

    @Test
    void whatWasNotMeasuredIsEmpty() {
        RowResult result = Results.of("qos1-1", Results.run(BenchTarget.OURS, 1000, 5));
        assertFalse(result.has(BenchTarget.MOSQUITTO));
        assertEquals(Optional.empty(), result.rate(BenchTarget.MOSQUITTO));
        assertEquals(Optional.empty(), result.ratio(BenchTarget.MOSQUITTO));
        assertTrue(result.isComplete());
    }

    @Test
    void theRatioIsOfRatesOrOfLatencies() {
        Run[] runs = {Results.run(BenchTarget.OURS, 1000, 5), Results.run(BenchTarget.MOSQUITTO, 2000, 4)};
        assertEquals(Optional.of(0.5), Results.of("qos1-1", runs).ratio(BenchTarget.MOSQUITTO));
        assertEquals(Optional.of(1.25), Results.of("qos1-paced", runs).ratio(BenchTarget.MOSQUITTO));
    }

    @Test
    void theGeneratorIsHeldAgainstTheBetterBroker() {
        Run[] runs = {
            Results.run(BenchTarget.OURS, 1000, 5),
            Results.run(BenchTarget.MOSQUITTO, 2000, 4),
            Results.run(BenchTarget.ALONE, 5000, 1)
        };
        assertEquals(Optional.of(2.5), Results.of("qos1-1", runs).headroom());
        assertEquals(Optional.of(4.0), Results.of("qos1-paced", runs).headroom());
    }

    @Test
    void aLossMakesARowIncompleteButOfMoquette() {
        assertFalse(Results.of("qos1-1", Results.run(BenchTarget.MOSQUITTO, 1000, 1, 20, 999))
                .isComplete());
        assertTrue(Results.of("qos1-1", Results.run(BenchTarget.MOQUETTE, 1000, 1, 20, 999))
                .isComplete());
    }
}
