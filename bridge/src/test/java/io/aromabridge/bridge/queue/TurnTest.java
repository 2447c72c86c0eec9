package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With real threads: one of a writer, and one of a link. */
class TurnTest {
    private static final String WRITER = "turn-writer";
    private static final String LINK = "turn-link";

    private final ScheduledExecutorService link =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, LINK));
    private final Turn turn = new Turn(WriterThread.named(WRITER, InstantSource.system()));
    private final List<String> steps = new ArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);

    @AfterEach
    void end() {
        turn.end(() -> {});
        link.shutdownNow();
    }

    private boolean step(String what, boolean result) {
        synchronized (steps) {
            steps.add(what + " on " + Thread.currentThread().getName());
        }
        return result;
    }

    private void last() {
        step("task", true);
        done.countDown();
    }

    private List<String> stepsAtTheEnd() throws InterruptedException {
        assertTrue(done.await(10, TimeUnit.SECONDS), () -> "not done: " + steps);
        synchronized (steps) {
            return List.copyOf(steps);
        }
    }

    @Test
    void allIsDoneByTheWriterWhileThereIsNoLink() throws Exception {
        turn.soon(() -> step("attempt", true), this::last);
        assertEquals(List.of("task on " + WRITER), stepsAtTheEnd());
    }

    @Test
    void whatDoesNotWaitIsDoneByTheLink() throws Exception {
        turn.near(link);
        turn.soon(
                () -> {
                    last();
                    return true;
                },
                () -> step("task", true));
        assertEquals(List.of("task on " + LINK), stepsAtTheEnd());
    }

    @Test
    void whatIsNotPossibleWithoutWaitingIsDoneByTheWriter() throws Exception {
        turn.near(link);
        turn.soon(() -> step("attempt", false), this::last);
        assertEquals(List.of("attempt on " + LINK, "task on " + WRITER), stepsAtTheEnd());
    }

    @Test
    void theLinkDoesNotWaitForTheWriter() throws Exception {
        turn.near(link);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch disk = new CountDownLatch(1);
        var unused = turn.waiting().after(Duration.ZERO, () -> {
            begun.countDown();
            try {
                boolean inTime = disk.await(10, TimeUnit.SECONDS);
                step("slow task" + (inTime ? "" : ", too slow"), inTime);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertTrue(begun.await(10, TimeUnit.SECONDS), "the writer is at it");
        turn.soon(() -> step("attempt", true), this::last);
        // What comes after it on the link's thread is done although the disk still works.
        link.submit(() -> step("link", true)).get(10, TimeUnit.SECONDS);
        disk.countDown();
        assertEquals(List.of("link on " + LINK, "slow task on " + WRITER, "task on " + WRITER), stepsAtTheEnd());
    }

    @Test
    void theWriterTakesOverFromALinkThatHasEnded() throws Exception {
        turn.near(link);
        link.shutdownNow();
        turn.soon(() -> step("attempt", true), this::last);
        assertEquals(List.of("task on " + WRITER), stepsAtTheEnd());
    }

    @Test
    void whatAnAttemptThrowsDoesNotReachTheLinkAndTheWriterTakesOver() throws Exception {
        turn.near(link);
        turn.soon(
                () -> {
                    throw new IllegalStateException("thrown by a test");
                },
                this::last);
        link.submit(() -> step("link", true)).get(10, TimeUnit.SECONDS);
        assertEquals(Set.of("link on " + LINK, "task on " + WRITER), Set.copyOf(stepsAtTheEnd()));
    }

    @Test
    void neverTwoAreAtItAtATime() throws Exception {
        turn.near(link);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger collisions = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(3000);
        Runnable work = () -> {
            if (inside.incrementAndGet() != 1) {
                collisions.incrementAndGet();
            }
            Thread.onSpinWait();
            inside.decrementAndGet();
            all.countDown();
        };
        for (int i = 0; i < 1000; i++) {
            turn.soon(
                    () -> {
                        work.run();
                        return true;
                    },
                    work);
            var unused = turn.waiting().after(Duration.ZERO, work);
            turn.later(Duration.ofNanos(i), work);
        }
        assertTrue(all.await(20, TimeUnit.SECONDS), () -> all.getCount() + " were not done");
        assertEquals(0, collisions.get(), "two at a time");
    }
}
