package io.aromabridge.broker.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** For how long wrong passwords wait for their answer. */
class FailedLoginsTest {
    private static final Duration MAX = Duration.ofSeconds(5);
    private static final SourceNetwork A = new SourceNetwork("a");

    private final AtomicLong now = new AtomicLong(-1);
    private final FailedLogins failures = new FailedLogins(now::get);

    private List<Long> millis(int times) {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(failures.failed(A, MAX).toMillis());
        }
        return all;
    }

    @Test
    void theDelayGrowsUpToItsMaximum() {
        assertEquals(List.of(0L, 0L, 100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L), millis(10));
        for (int i = 0; i < 1000; i++) {
            assertEquals(MAX, failures.failed(A, MAX));
        }
    }

    @Test
    void zeroIsNoDelay() {
        for (int i = 0; i < 100; i++) {
            assertEquals(Duration.ZERO, failures.failed(A, Duration.ZERO));
        }
    }

    @Test
    void anotherAddressBeginsAnew() {
        millis(5);
        assertEquals(Duration.ZERO, failures.failed(new SourceNetwork("b"), MAX));
    }

    @Test
    void tenQuietMinutesAreForgiven() {
        millis(5);
        now.addAndGet(Duration.ofMinutes(10).toNanos() - 1);
        assertEquals(800, failures.failed(A, MAX).toMillis());
        now.addAndGet(Duration.ofMinutes(10).toNanos());
        assertEquals(0, failures.failed(A, MAX).toMillis());
    }

    @Test
    void rememberedAreTheLastTenThousandAddressesThatFailed() {
        millis(4);
        for (int i = 1; i < FailedLogins.MAX_ORIGINS; i++) {
            failures.failed(new SourceNetwork("address " + i), MAX);
        }
        assertEquals(400, failures.failed(A, MAX).toMillis(), "still remembered, and the newest again");
        for (int i = 0; i < 3 * FailedLogins.MAX_ORIGINS; i++) {
            failures.failed(new SourceNetwork("other " + i), MAX);
        }
        assertEquals(FailedLogins.MAX_ORIGINS, failures.origins());
        assertEquals(0, failures.failed(A, MAX).toMillis(), "forgotten");
    }
}
