package io.aromabridge.broker.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LoopWatchTest {
    /** A loop that does nothing until it is told to. */
    private static final class SleepyLoop implements LoopWatch.Loop {
        final Queue<Runnable> waiting = new ArrayDeque<>();

        @Override
        public String name() {
            return "loop 1";
        }

        @Override
        public void roundTrip(Runnable arrived) {
            waiting.add(arrived);
        }

        @Override
        public List<StackTraceElement> stack() {
            return List.of(new StackTraceElement("Somewhere", "waits", "Somewhere.java", 7));
        }

        void turn() {
            waiting.remove().run();
        }
    }

    private final SleepyLoop loop = new SleepyLoop();
    private long now;
    private final LoopWatch watch = new LoopWatch(List.of(loop), Duration.ofSeconds(5), () -> now);

    private void checkAfter(Duration time) {
        now += time.toNanos();
        watch.check();
    }

    @Test
    void aLoopThatAnswersIsNoProblem() {
        for (int i = 0; i < 10; i++) {
            checkAfter(Duration.ofSeconds(1));
            loop.turn();
            assertEquals(Optional.empty(), watch.problem());
        }
    }

    @Test
    void aLoopIsGivenItsTime() {
        checkAfter(Duration.ZERO);
        checkAfter(Duration.ofSeconds(5));
        assertEquals(Optional.empty(), watch.problem());
    }

    @Test
    void aStuckLoopIsNamedUntilItTurnsAgain() {
        checkAfter(Duration.ZERO);
        checkAfter(Duration.ofSeconds(6));
        checkAfter(Duration.ofSeconds(1));
        assertEquals(
                Optional.of("loop 1 has not routed a message for 7 s: its clients hang; restart the broker"),
                watch.problem());
        assertEquals(1, loop.waiting.size(), "it is asked once at a time");
        loop.turn();
        assertEquals(Optional.empty(), watch.problem());
        checkAfter(Duration.ofSeconds(1));
        assertTrue(loop.waiting.size() == 1, "and asked again");
    }
}
