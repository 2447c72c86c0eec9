package io.aromabridge.broker.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.testing.log.LogLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Questions to plug-ins that hang: their number is bounded, and their threads come back. */
class PluginCallsTest {
    private final CountDownLatch open = new CountDownLatch(1);

    private boolean hang() {
        try {
            open.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void moreQuestionsThanMayWaitAreANoAtOnce() throws Exception {
        try (PluginCalls calls = new PluginCalls(Duration.ofHours(1));
                LogLines log = LogLines.of(PluginCalls.class)) {
            List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
            for (int i = 0; i < PluginCalls.THREADS + PluginCalls.MAX_WAITING; i++) {
                waiting.add(calls.ask("authorizer plug-in X", "PUBLISH denied", this::hang));
            }
            CompletableFuture<Boolean> beyond = calls.ask("authorizer plug-in X", "PUBLISH denied", this::hang);
            assertTrue(beyond.isDone());
            assertFalse(beyond.join());
            assertEquals(
                    "WARN authorizer plug-in X: 10000 questions wait: PUBLISH denied", log.await("questions wait"));
            open.countDown();
            for (CompletableFuture<Boolean> each : waiting) {
                assertTrue(each.get(30, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void questionsThatHangAreInterruptedAndTheNextIsAnswered() throws Exception {
        try (PluginCalls calls = new PluginCalls(Duration.ofSeconds(1));
                LogLines log = LogLines.of(PluginCalls.class)) {
            List<CompletableFuture<Boolean>> stuck = new ArrayList<>();
            for (int i = 0; i < PluginCalls.THREADS; i++) {
                stuck.add(calls.ask("authorizer plug-in X", "PUBLISH denied", this::hang));
            }
            for (CompletableFuture<Boolean> each : stuck) {
                assertFalse(each.get(30, TimeUnit.SECONDS));
            }
            log.await("no answer within 1000 ms");
            assertTrue(calls.ask("authorizer plug-in X", "PUBLISH denied", () -> true)
                    .get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void anErrorIsANo() {
        try (PluginCalls calls = new PluginCalls(Duration.ofMinutes(1))) {
            CompletableFuture<Boolean> answer = calls.ask("authorizer plug-in X", "PUBLISH denied", () -> {
                throw new NoClassDefFoundError("com/example/Missing");
            });
            assertFalse(answer.join());
        }
    }
}
