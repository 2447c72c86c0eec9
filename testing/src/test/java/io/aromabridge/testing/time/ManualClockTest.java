package io.aromabridge.testing.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Time that is moved by hand. */
@Isolated("its warnings would be those of every testbed that is open")
class ManualClockTest {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final ManualClock clock = new ManualClock(thread);
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() {
        thread.shutdownNow();
    }

    private Timers.Scheduled after(int millis, String what) {
        return clock.after(
                Duration.ofMillis(millis),
                () -> seen.add(what + " at "
                        + Duration.between(ManualClock.START, clock.instant()).toMillis()));
    }

    @Test
    void runsWhatIsDueInOrderAndAtItsTime() {
        after(200, "c");
        after(100, "a");
        after(100, "b");
        after(301, "d");

        clock.advance(Duration.ofMillis(300));

        assertEquals(List.of("a at 100", "b at 100", "c at 200"), seen);
        assertEquals(ManualClock.START.plusMillis(300), clock.instant());
    }

    @Test
    void runsAlsoWhatTasksAdd() {
        clock.after(Duration.ofMillis(10), () -> after(10, "added"));

        clock.advance(Duration.ofMillis(20));

        assertEquals(List.of("added at 20"), seen);
    }

    @Test
    void runsWhatHasNoDelayWhileItStandsStill() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);

        clock.after(Duration.ZERO, ran::countDown);

        assertTrue(ran.await(5, TimeUnit.SECONDS));
        assertEquals(ManualClock.START, clock.instant());
    }

    @Test
    void runsWhatHasNoDelayBeforeTimeMovesOn() {
        clock.after(Duration.ofMillis(10), () -> after(0, "soon"));
        after(11, "later");

        clock.advance(Duration.ofMillis(20));

        assertEquals(List.of("soon at 10", "later at 11"), seen);
    }

    @Test
    void leavesOutWhatIsCancelled() {
        after(10, "kept");
        after(10, "cancelled").cancel();

        clock.advance(Duration.ofSeconds(1));

        assertEquals(List.of("kept at 10"), seen);
    }

    @Test
    void goesOnAfterATaskThatFails() {
        clock.after(Duration.ofMillis(10), () -> {
            throw new IllegalStateException("on purpose");
        });
        after(20, "next");

        clock.advance(Duration.ofMillis(20));

        assertEquals(List.of("next at 20"), seen);
    }

    @Test
    void standsForGoodWhenItsThreadIsGone() {
        thread.shutdownNow();

        assertThrows(IllegalStateException.class, () -> clock.advance(Duration.ofMillis(1)));
        after(0, "never");
        assertEquals(List.of(), seen);
    }

    @Test
    void withoutAThreadTasksRunWhereTimeIsMoved() {
        ManualClock own = new ManualClock();
        List<Thread> threads = new ArrayList<>();
        own.after(Duration.ZERO, () -> threads.add(Thread.currentThread()));
        assertEquals(List.of(), threads);
        own.advanceMillis(0);
        assertEquals(List.of(Thread.currentThread()), threads);
        own.after(Duration.ofMillis(1), () -> {
            throw new IllegalStateException("on purpose");
        });
        assertThrows(IllegalStateException.class, () -> own.advanceMillis(1));
    }
}
