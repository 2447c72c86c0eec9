package io.aromabridge.broker.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A log that no stranger can fill. */
class RateLimitedLogTest {
    private final AtomicLong now = new AtomicLong();
    private final RateLimitedLog pace = new RateLimitedLog(now::get);
    private final List<String> lines = new ArrayList<>();

    private void write(int times) {
        for (int i = 0; i < times; i++) {
            pace.write(omitted -> lines.add("line" + omitted));
        }
    }

    @Test
    void aFewLinesAreWrittenAndOfManyOneEachSecond() {
        write(RateLimitedLog.AT_ONCE + 100);
        assertEquals(RateLimitedLog.AT_ONCE, lines.size());
        now.addAndGet(RateLimitedLog.NANOS_PER_LINE);
        write(5);
        assertEquals(RateLimitedLog.AT_ONCE + 1, lines.size());
        assertEquals("line (100 lines like this one were left out before)", lines.get(RateLimitedLog.AT_ONCE));
        now.addAndGet(RateLimitedLog.NANOS_PER_LINE / 2);
        write(1);
        now.addAndGet(RateLimitedLog.NANOS_PER_LINE / 2);
        write(1);
        assertEquals("line (5 lines like this one were left out before)", lines.get(RateLimitedLog.AT_ONCE + 1));
    }

    @Test
    void afterAQuietTimeThereIsRoomForAFewAgainAndNoMore() {
        write(RateLimitedLog.AT_ONCE);
        now.addAndGet(1000 * RateLimitedLog.NANOS_PER_LINE);
        write(1000);
        assertEquals(2 * RateLimitedLog.AT_ONCE, lines.size());
    }
}
