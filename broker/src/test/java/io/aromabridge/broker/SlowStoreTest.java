package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.session.Change;
import io.aromabridge.broker.session.SessionStore;
import io.aromabridge.testing.mqtt.RawClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** An acknowledgement says that every session has the message, in its store too. */
class SlowStoreTest {
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    @Test
    void noPubackBeforeTheSlowStoreOfAnySubscriberHasTheMessage() throws Exception {
        ScheduledExecutorService slow = Executors.newSingleThreadScheduledExecutor();
        AtomicBoolean stored = new AtomicBoolean();
        SessionStore store = change -> {
            if (!(change instanceof Change.Queued)) {
                return DONE;
            }
            CompletableFuture<Void> later = new CompletableFuture<>();
            var unused = slow.schedule(
                    () -> {
                        stored.set(true);
                        later.complete(null);
                    },
                    300,
                    TimeUnit.MILLISECONDS);
            return later;
        };
        try (TestBroker broker = TestBroker.changed(o -> o, store)) {
            // Event loops are dealt in turn: with three publishers at least one is on another than the subscriber's.
            RawClient subscriber = broker.client().persistent("s").subscribed("t", 1);
            for (int i = 0; i < 3; i++) {
                try (RawClient publisher = broker.client().connected("p" + i)) {
                    stored.set(false);
                    publisher.send(RawClient.publish(2, "t", 9, "m" + i));
                    assertEquals(9, publisher.read(4).packetId());
                    assertTrue(stored.get(), "acknowledged before it was stored");
                    assertEquals("m" + i, subscriber.read(3).payload());
                }
            }
            subscriber.close();
        } finally {
            slow.shutdownNow();
        }
    }

    @Test
    void acknowledgementsKeepTheirOrderWhenTheStoreDoesNot() throws Exception {
        BlockingQueue<CompletableFuture<Void>> pending = new LinkedBlockingQueue<>();
        SessionStore store = change -> {
            if (!(change instanceof Change.Queued)) {
                return DONE;
            }
            CompletableFuture<Void> later = new CompletableFuture<>();
            pending.add(later);
            return later;
        };
        try (TestBroker broker = TestBroker.changed(o -> o, store);
                RawClient subscriber = broker.client().persistent("s").subscribed("t", 1);
                RawClient publisher = broker.client().connected("p")) {
            for (int i = 1; i <= 3; i++) {
                publisher.send(RawClient.publish(2, "t", i, "m" + i));
            }
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(pending.poll(5, TimeUnit.SECONDS));
            }
            for (int i = 2; i >= 0; i--) {
                all.get(i).complete(null);
            }
            for (int i = 1; i <= 3; i++) {
                assertEquals(i, publisher.read(4).packetId());
                assertEquals("m" + i, subscriber.read(3).payload());
            }
        }
    }

    @Test
    void whatCannotBeStoredIsNotAcknowledgedAndMayBeSentAgain() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        SessionStore store = change -> change instanceof Change.Queued && broken.get()
                ? CompletableFuture.failedFuture(new IllegalStateException("disk full"))
                : DONE;
        try (TestBroker broker = TestBroker.changed(o -> o, store);
                RawClient subscriber = broker.client().persistent("s").subscribed("t", 2)) {
            RawClient publisher = broker.client().persistent("p");
            publisher.send(RawClient.publish(4, "t", 7, "once"));
            assertTrue(publisher.readOrEnd().isEmpty(), "closed, not acknowledged");
            broken.set(false);
            try (RawClient again = broker.client()) {
                assertTrue(again.begin(0, "p"));
                again.send(RawClient.publish(8 | 4, "t", 7, "once"));
                assertEquals(7, again.read(5).packetId());
                assertEquals("once", subscriber.read(3).payload());
            }
            broker.serves(4);
        }
    }

    @Test
    void everyChangeOfAPersistentSessionIsKeptInOrder() throws Exception {
        List<Change> changes = new CopyOnWriteArrayList<>();
        try (TestBroker broker = TestBroker.changed(o -> o, change -> {
            changes.add(change);
            return DONE;
        })) {
            RawClient session = broker.client().persistent("s").subscribed("t", 2);
            session.send(RawClient.publish(4, "t", 3, "x"));
            session.read(5);
            session.send(RawClient.acknowledgement(0x62, 3));
            session.read(7);
            session.send(RawClient.acknowledgement(0x50, 1));
            session.read(6);
            session.send(RawClient.acknowledgement(0x70, 1));
            session.send(RawClient.packet(0xa2, RawClient.number(4), RawClient.text("t")));
            session.read(11);
            session.leave();
            try (RawClient clean = broker.client().connected("s")) {
                clean.subscribed("t", 1).send(RawClient.publish(2, "t", 1, "of a clean session"));
                clean.read(4);
            }
        }
        assertEquals(
                List.of(
                        "Opened",
                        "Subscribed",
                        "Queued",
                        "Taken",
                        "Sent",
                        "Released",
                        "Received",
                        "Acknowledged",
                        "Unsubscribed",
                        "Ended"),
                changes.stream().map(c -> c.getClass().getSimpleName()).toList(),
                changes.toString());
    }
}
