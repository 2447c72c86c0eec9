package io.aromabridge.broker.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Packet identifiers, window and bounds of one client's queue. */
class OutboxTest {
    private static final DeliveryLimits SMALL = new DeliveryLimits(3, 10, 1000, Duration.ofHours(1));

    private final DeliveryCounters counters = new DeliveryCounters();
    private final AtomicInteger wakes = new AtomicInteger();

    private static Publication publication(String payload, QoS qos) {
        return Publication.of(Message.of("t", payload, qos));
    }

    private Outbox outbox(DeliveryLimits limits, SessionStore store) {
        Outbox outbox = new Outbox("c", store);
        outbox.attach(limits, counters, topic -> CompletableFuture.completedFuture(true), wakes::incrementAndGet);
        outbox.take(1);
        return outbox;
    }

    private static String payload(MqttMessage packet) {
        return ((MqttPublishMessage) packet).payload().toString(StandardCharsets.UTF_8);
    }

    private static int id(MqttMessage packet) {
        return ((MqttPublishMessage) packet).variableHeader().packetId();
    }

    @Test
    void noIdentifierIsInUseTwiceEvenPastTheLastOne() {
        Outbox outbox = outbox(SMALL, SessionStore.inMemory());
        var unused = outbox.offer(publication("stays", QoS.AT_LEAST_ONCE), QoS.AT_LEAST_ONCE, false);
        int stays = id(outbox.take(1).get(0));
        for (int i = 0; i < 140_000; i++) {
            unused = outbox.offer(publication("", QoS.AT_LEAST_ONCE), QoS.AT_LEAST_ONCE, false);
            int next = id(outbox.take(1).get(0));
            assertTrue(next >= 1 && next <= 65_535 && next != stays, next + " at " + i);
            outbox.acknowledged(next, QoS.AT_LEAST_ONCE);
        }
        assertEquals(1, outbox.inFlight());
    }

    @Test
    void sendsAWindowInOrderAndQos0DoesNotOvertake() {
        Outbox outbox = outbox(SMALL, SessionStore.inMemory());
        for (int i = 0; i < 8; i++) {
            QoS qos = i == 4 ? QoS.AT_MOST_ONCE : QoS.AT_LEAST_ONCE;
            var unused = outbox.offer(publication("m" + i, qos), qos, false);
        }
        assertEquals(
                List.of("m0", "m1", "m2"),
                outbox.take(10_000).stream().map(OutboxTest::payload).toList());
        outbox.acknowledged(2, QoS.EXACTLY_ONCE);
        assertTrue(outbox.take(10_000).isEmpty(), "PUBCOMP is no answer to QoS 1");
        outbox.acknowledged(2, QoS.AT_LEAST_ONCE);
        assertEquals(
                List.of("m3", "m4"),
                outbox.take(10_000).stream().map(OutboxTest::payload).toList());
        assertEquals(3, outbox.queued());
    }

    @Test
    void wakesItsConnectionOnceForManyMessages() {
        Outbox outbox = outbox(SMALL, SessionStore.inMemory());
        wakes.set(0);
        for (int i = 0; i < 5; i++) {
            var unused = outbox.offer(publication("m", QoS.AT_MOST_ONCE), QoS.AT_MOST_ONCE, false);
        }
        assertEquals(1, wakes.get());
        assertEquals(5, outbox.take(10_000).size());
        var unused = outbox.offer(publication("m", QoS.AT_MOST_ONCE), QoS.AT_MOST_ONCE, false);
        assertEquals(2, wakes.get());
    }

    @Test
    void dropsTheNewestByMessagesAndByBytes() {
        Outbox outbox = outbox(SMALL, SessionStore.inMemory());
        for (int i = 0; i < 12; i++) {
            var unused = outbox.offer(publication("m" + i, QoS.AT_MOST_ONCE), QoS.AT_MOST_ONCE, false);
        }
        assertEquals(2, counters.dropped());
        assertEquals("m9", payload(outbox.take(10_000).get(9)));
        var unused = outbox.offer(publication("x".repeat(998), QoS.AT_MOST_ONCE), QoS.AT_MOST_ONCE, false);
        unused = outbox.offer(publication("yy", QoS.AT_MOST_ONCE), QoS.AT_MOST_ONCE, false);
        assertEquals(1, outbox.queued());
        assertEquals(3, counters.dropped());
    }

    @Test
    void holdsPublishersFromHalfFullToAQuarter() {
        Outbox outbox = outbox(SMALL, SessionStore.inMemory());
        AtomicInteger resumed = new AtomicInteger();
        for (int i = 0; i < 6; i++) {
            assertEquals(0, outbox.holdNanos(resumed::incrementAndGet), "at " + i);
            var unused = outbox.offer(publication("m", QoS.AT_MOST_ONCE), QoS.AT_MOST_ONCE, false);
        }
        assertTrue(outbox.holdNanos(resumed::incrementAndGet) > 0);
        outbox.take(6);
        assertEquals(3, outbox.queued());
        assertEquals(0, resumed.get(), "three of ten is more than a quarter");
        outbox.take(2);
        assertEquals(1, resumed.get());
        assertEquals(0, outbox.holdNanos(resumed::incrementAndGet));
    }

    @Test
    void holdsNobodyForAClientThatIsTooSlowOrAway() {
        Outbox slow = outbox(new DeliveryLimits(1, 10, 1000, Duration.ZERO), SessionStore.inMemory());
        Outbox away = outbox(SMALL, SessionStore.inMemory());
        AtomicInteger resumed = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            var unused = slow.offer(publication("m", QoS.AT_LEAST_ONCE), QoS.AT_LEAST_ONCE, false);
            unused = away.offer(publication("m", QoS.AT_LEAST_ONCE), QoS.AT_LEAST_ONCE, false);
        }
        assertEquals(0, slow.holdNanos(() -> {}));
        assertTrue(away.holdNanos(resumed::incrementAndGet) > 0);
        away.detach();
        assertEquals(1, resumed.get());
        assertEquals(0, away.holdNanos(() -> {}));
        assertEquals(10, away.queued(), "QoS 1 is kept");
        var unused = away.offer(publication("zero", QoS.AT_MOST_ONCE), QoS.AT_MOST_ONCE, false);
        assertEquals(10, away.queued(), "QoS 0 is not kept for a client that is away");
        assertEquals(0, counters.dropped(), "and that is no drop");
        away.attach(SMALL, counters, topic -> CompletableFuture.completedFuture(true), () -> {});
        assertTrue(away.holdNanos(() -> {}) > 0, "it comes back to a full queue");
    }

    @Test
    void holdsPublishersAgainOnceAClientThatWasTooSlowTakesAQuarterInTime() {
        Outbox outbox = outbox(new DeliveryLimits(3, 10, 1000, Duration.ZERO), SessionStore.inMemory());
        for (int i = 0; i < 10; i++) {
            var unused = outbox.offer(publication("m" + i, QoS.AT_LEAST_ONCE), QoS.AT_LEAST_ONCE, false);
        }
        assertEquals(0, outbox.holdNanos(() -> {}), "too slow");
        outbox.attach(SMALL, counters, topic -> CompletableFuture.completedFuture(true), wakes::incrementAndGet);
        assertEquals(0, outbox.holdNanos(() -> {}), "still");

        assertEquals(1, outbox.take(1).size());
        assertEquals(0, outbox.holdNanos(() -> {}), "one of ten is too few");
        assertEquals(1, outbox.take(1).size());
        assertTrue(outbox.holdNanos(() -> {}) > 0, "two of ten are a quarter, rounded down");
    }

    @Test
    void sendsOnlyWhatIsStoredAndForgetsWhatCannotBe() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> second = new CompletableFuture<>();
        Outbox outbox = outbox(SMALL, change -> {
            if (change instanceof Change.Queued queued) {
                return queued.number() == 1 ? first : second;
            }
            return CompletableFuture.completedFuture(null);
        });
        CompletableFuture<Void> one = outbox.offer(publication("one", QoS.AT_LEAST_ONCE), QoS.AT_LEAST_ONCE, false);
        var unused = outbox.offer(publication("two", QoS.AT_LEAST_ONCE), QoS.AT_LEAST_ONCE, false);
        second.complete(null);
        assertFalse(one.isDone());
        assertTrue(outbox.take(100).isEmpty(), "the first is not stored yet");
        wakes.set(0);
        first.completeExceptionally(new IllegalStateException("disk full"));
        assertEquals(1, wakes.get());
        assertTrue(one.isCompletedExceptionally());
        assertEquals("two", payload(outbox.take(100).get(0)));
    }
}
