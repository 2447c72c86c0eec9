package io.aromabridge.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run that does not move, or takes too long, is given up. */
class LoadProgressTest {
    private static final long MILLI = 1_000_000;

    private final LoadProgress progress = new LoadProgress(new Load(1, Way.through(1), 0, 1, 1, 1, 0, 100, 250), 0);

    @Test
    void aRunThatMovesGoesOn() {
        progress.moved(90 * MILLI);
        assertEquals(Optional.empty(), progress.trouble(190 * MILLI));
    }

    @Test
    void aRunThatStandsStillIsGivenUp() {
        progress.moved(50 * MILLI);
        assertEquals(Optional.of("nothing moved for 100 ms"), progress.trouble(151 * MILLI));
        assertEquals(50 * MILLI, progress.nanos());
        assertEquals(101 * MILLI, progress.longestPause());
    }

    @Test
    void aRunThatTakesTooLongIsGivenUp() {
        progress.moved(90 * MILLI);
        progress.moved(180 * MILLI);
        progress.moved(249 * MILLI);
        assertEquals(Optional.empty(), progress.trouble(250 * MILLI));
        assertEquals(Optional.of("it was not done after 250 ms"), progress.trouble(251 * MILLI));
    }

    @Test
    void theLongestPauseIsKept() {
        progress.moved(10 * MILLI);
        progress.moved(40 * MILLI);
        progress.moved(60 * MILLI);
        assertEquals(30 * MILLI, progress.longestPause());
    }
}
