package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.testing.mqtt.RawClient;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("long")
@Timeout(60)
class StuckLoopTest {
    @Test
    void aTapThatBlocksAnEventLoopShowsInTheHealth() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        try (TestBroker broker = TestBroker.with(TestBroker.ANYBODY, message -> {
            blocked.countDown();
            awaitOn(free);
            return CompletableFuture.completedFuture(null);
        })) {
            assertEquals(Optional.empty(), problem(broker));
            RawClient client = broker.client().connected("a");
            client.send(RawClient.publish(2, "x", 1, "y"));
            assertTrue(blocked.await(5, TimeUnit.SECONDS));
            awaitProblem(broker, true);
            assertTrue(
                    problem(broker).orElseThrow().contains("event loop"),
                    problem(broker).toString());
            free.countDown();
            client.read(4);
            awaitProblem(broker, false);
            broker.serves(8);
        }
    }

    private static void awaitOn(CountDownLatch latch) {
        try {
            assertTrue(latch.await(50, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<String> problem(TestBroker broker) {
        return broker.broker.healthChecks().get(0).problem().now();
    }

    /** The watch looks once a second, and has nobody to tell. */
    private static void awaitProblem(TestBroker broker, boolean expected) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 200 && problem(broker).isPresent() != expected; i++) {
            assertEquals(false, never.await(100, TimeUnit.MILLISECONDS));
        }
        assertEquals(expected, problem(broker).isPresent());
    }
}
