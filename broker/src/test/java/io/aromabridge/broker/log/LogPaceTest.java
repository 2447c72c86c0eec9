package io.aromabridge.broker.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A log that no stranger can fill. */
class LogPaceTest {
    private final AtomicLong now = new AtomicLong();
    private final LogPace pace = new LogPace(now::get);
    private final List<String> lines = new ArrayList<>();

    private void write(int times) {
        for (int i = 0; i < times; i++) {
            pace.write(omitted -> lines.add("line" + omitted));
        }
    }

    @Test
    void aFewLinesAreWrittenAndOfManyOneEachSecond() {
        write(LogPace.AT_ONCE + 100);
        assertEquals(LogPace.AT_ONCE, lines.size());
        now.addAndGet(LogPace.NANOS_PER_LINE);
        write(5);
        assertEquals(LogPace.AT_ONCE + 1, lines.size());
        assertEquals("line (100 lines like this one were left out before)", lines.get(LogPace.AT_ONCE));
        now.addAndGet(LogPace.NANOS_PER_LINE / 2);
        write(1);
        now.addAndGet(LogPace.NANOS_PER_LINE / 2);
        write(1);
        assertEquals("line (5 lines like this one were left out before)", lines.get(LogPace.AT_ONCE + 1));
    }

    @Test
    void afterAQuietTimeThereIsRoomForAFewAgainAndNoMore() {
        write(LogPace.AT_ONCE);
        now.addAndGet(1000 * LogPace.NANOS_PER_LINE);
        write(1000);
        assertEquals(2 * LogPace.AT_ONCE, lines.size());
    }
}
