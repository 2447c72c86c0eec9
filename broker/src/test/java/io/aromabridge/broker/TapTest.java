package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.message.Message;
import io.aromabridge.testing.mqtt.RawClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The tap has a message before its publisher is acknowledged, and in the publisher's order. */
class TapTest {
    private record Tapped(Message message, CompletableFuture<Void> done) {}

    @Test
    void acknowledgesOnlyWhatTheTapHasAndInOrder() throws Exception {
        BlockingQueue<Tapped> tapped = new LinkedBlockingQueue<>();
        try (TestBroker broker = TestBroker.with(TestBroker.ANYBODY, message -> {
                    Tapped t = new Tapped(message, new CompletableFuture<>());
                    tapped.add(t);
                    return t.done();
                });
                RawClient client = broker.client().connected("c")) {
            client.send(RawClient.publish(2, "t", 1, "one"), RawClient.publish(2, "t", 2, "two"));
            Tapped one = tapped.poll(5, TimeUnit.SECONDS);
            Tapped two = tapped.poll(5, TimeUnit.SECONDS);
            two.done().complete(null);
            assertTrue(broker.journal.hops().isEmpty(), "nothing passes before the first: " + broker.journal.hops());
            one.done().complete(null);
            assertEquals(1, client.read().packetId());
            assertEquals(2, client.read().packetId());
            assertEquals(
                    List.of("one", "two"),
                    broker.journal.hops().stream()
                            .filter(h -> h.step() == Hop.Step.RECEIVED)
                            .map(h -> h.message().payload().text())
                            .toList());
        }
    }

    @Test
    void tapsInTheOrderOfArrivalWhateverTheQos() throws Exception {
        BlockingQueue<Tapped> tapped = new LinkedBlockingQueue<>();
        try (TestBroker broker = TestBroker.with(TestBroker.ANYBODY, message -> {
                    Tapped t = new Tapped(message, new CompletableFuture<>());
                    tapped.add(t);
                    return t.done();
                });
                RawClient client = broker.client().connected("c")) {
            client.send(
                    RawClient.publish(2, "t", 1, "one"),
                    RawClient.publish(4, "t", 2, "two"),
                    RawClient.publish(2, "t", 3, "three"));
            Tapped one = tapped.poll(5, TimeUnit.SECONDS);
            assertEquals("one", one.message().payload().text());
            assertTrue(tapped.isEmpty(), "whether the one of QoS 2 repeats another is not known yet: " + tapped);
            one.done().complete(null);
            for (String expected : List.of("two", "three")) {
                Tapped next = tapped.poll(5, TimeUnit.SECONDS);
                assertEquals(expected, next.message().payload().text());
                next.done().complete(null);
            }
            assertEquals(1, client.read().packetId());
            assertEquals(2, client.read().packetId());
            assertEquals(3, client.read().packetId());
        }
    }

    @Test
    void aTapThatThrowsEndsThatConnectionAlone() throws Exception {
        try (TestBroker broker = TestBroker.with(TestBroker.ANYBODY, message -> {
                    throw new IllegalStateException("a fault of the tap");
                });
                RawClient client = broker.client().connected("c");
                RawClient other = broker.client().connected("o")) {
            client.send(RawClient.publish(2, "t", 1, "lost"));
            assertTrue(client.readOrEnd().isEmpty(), "no PUBACK");
            other.fence();
        }
    }

    @Test
    void disconnectsThePublisherOfWhatTheTapDoesNotTake() throws Exception {
        try (TestBroker broker = TestBroker.with(
                        TestBroker.ANYBODY,
                        message -> message.payload().text().equals("bad")
                                ? CompletableFuture.failedFuture(new IllegalStateException("full"))
                                : CompletableFuture.completedFuture(null));
                RawClient subscriber = broker.client().connected("s").subscribed("t", 0);
                RawClient client = broker.client().connected("c")) {
            client.send(RawClient.publish(2, "t", 1, "good"), RawClient.publish(2, "t", 2, "bad"));
            assertEquals("good", subscriber.read(3).payload());
            List<Integer> acknowledged = new ArrayList<>();
            client.readOrEnd().ifPresent(p -> acknowledged.add(p.packetId()));
            assertTrue(client.readOrEnd().isEmpty(), "the connection is closed");
            assertFalse(acknowledged.contains(2));
            try (RawClient other = broker.client().connected("o")) {
                other.send(RawClient.publish(0, "t", 0, "next"));
                assertEquals("next", subscriber.read(3).payload(), "the bad one was not delivered");
            }
        }
    }

    @Test
    void tapsEveryMessageOfClientsThatDisconnectImmediately() throws Exception {
        ScheduledExecutorService slow = java.util.concurrent.Executors.newSingleThreadScheduledExecutor();
        try (TestBroker broker = TestBroker.with(TestBroker.ANYBODY, message -> {
                    CompletableFuture<Void> later = new CompletableFuture<>();
                    var unused = slow.schedule(() -> later.complete(null), 5, TimeUnit.MILLISECONDS);
                    return later;
                });
                RawClient subscriber = broker.client().connected("s").subscribed("t", 0)) {
            for (int i = 0; i < 30; i++) {
                try (RawClient client = broker.client().connected("p" + i)) {
                    client.send(RawClient.publish(0, "t", 0, "message " + i), RawClient.disconnect());
                }
                assertEquals("message " + i, subscriber.read(3).payload());
            }
        } finally {
            slow.shutdownNow();
        }
    }

    @Test
    void passesTheBytesOfThePayloadAsTheyAre() throws Exception {
        BlockingQueue<Message> tapped = new LinkedBlockingQueue<>();
        String payload = "{ \"duration\": 3000, \"channel\": 3, \"intensity\": 100, \"booster\": false}";
        try (TestBroker broker = TestBroker.with(TestBroker.ANYBODY, message -> {
                    tapped.add(message);
                    return CompletableFuture.completedFuture(null);
                });
                RawClient client = broker.client().connected("c")) {
            client.send(RawClient.publish(1, "aromajoin/aromashooter/ASN2A00002/command/diffuse", 0, payload));
            Message message = tapped.poll(5, TimeUnit.SECONDS);
            assertEquals(payload, message.payload().text());
            assertEquals(69, message.payload().length());
            assertTrue(message.retained());
            assertEquals(0, message.qos().level());
        }
    }
}
