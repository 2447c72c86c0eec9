package io.aromabridge.bridge.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** BatchingExecutor keep their order, share wake-ups, and none is forgotten. */
class BatchingExecutorTest {
    private final ArrayDeque<Runnable> wakeUps = new ArrayDeque<>();
    private final List<Integer> done = new ArrayList<>();
    private final BatchingExecutor tasks = new BatchingExecutor(wakeUps::add);

    private void add(int from, int to) {
        IntStream.range(from, to).forEach(i -> tasks.run(() -> done.add(i)));
    }

    private static List<Integer> numbers(int to) {
        return IntStream.range(0, to).boxed().toList();
    }

    @Test
    void manyShareOneWakeUp() {
        add(0, 200);
        assertEquals(1, wakeUps.size());
        wakeUps.remove().run();
        assertEquals(numbers(200), done);
        assertEquals(0, wakeUps.size());
    }

    @Test
    void otherWorkGetsItsTurnAmongVeryMany() {
        add(0, 600);
        wakeUps.remove().run();
        assertEquals(numbers(256), done);
        assertEquals(1, wakeUps.size());
        wakeUps.remove().run();
        wakeUps.remove().run();
        assertEquals(numbers(600), done);
        assertEquals(0, wakeUps.size());
    }

    @Test
    void whatATaskAddsComesAfterTheOthers() {
        tasks.run(() -> add(1, 2));
        tasks.run(() -> done.add(0));
        while (!wakeUps.isEmpty()) {
            wakeUps.remove().run();
        }
        assertEquals(numbers(2), done);
    }

    @Test
    void oneThatThrowsStopsNoOther() {
        tasks.run(() -> {
            throw new IllegalStateException("a mistake");
        });
        add(0, 2);
        assertThrows(IllegalStateException.class, wakeUps.remove()::run);
        wakeUps.remove().run();
        assertEquals(numbers(2), done);
    }

    @Test
    void afterTheEndEveryOneIsRefused() {
        BatchingExecutor ended = new BatchingExecutor(task -> {
            throw new RejectedExecutionException("shut down");
        });
        assertThrows(RejectedExecutionException.class, () -> ended.run(() -> done.add(1)));
        assertThrows(RejectedExecutionException.class, () -> ended.run(() -> done.add(2)));
    }
}
