package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.session.DeliveryLimits;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What waits for a client is bounded; the newest is dropped and counted. */
class QueueLimitsTest {
    private static TestBroker broker(int messages, long bytes) throws Exception {
        DeliveryLimits limits = new DeliveryLimits(10, messages, bytes, Duration.ofMillis(50));
        return TestBroker.changed(o -> o.withDelivery(limits));
    }

    private static void publish(TestBroker broker, int count, int qos) throws IOException {
        try (RawClient publisher = broker.client().connected("publisher")) {
            for (int i = 0; i < count; i++) {
                publisher.send(RawClient.publish(qos << 1, "t", i + 1, "m" + i));
            }
            for (int i = 0; i < count && qos > 0; i++) {
                assertEquals(i + 1, publisher.read(4).packetId(), "dropped by policy is acknowledged too");
            }
            publisher.fence();
        }
    }

    @Test
    void anOfflineSessionKeepsTheOldestUpToTheBoundAndNoQos0() throws Exception {
        try (TestBroker broker = broker(20, 1 << 20)) {
            broker.client().persistent("s").subscribed("t", 1).leave();
            publish(broker, 5, 0);
            publish(broker, 30, 1);
            assertEquals(20, broker.sample("aroma_broker_queued_messages"));
            assertEquals(10, broker.sample("aroma_broker_dropped_messages_total"));
            try (RawClient back = broker.client()) {
                assertTrue(back.begin(0, "s"));
                for (int i = 0; i < 20; i++) {
                    RawPacket packet = back.read();
                    assertEquals("m" + i, packet.payload());
                    back.send(RawClient.acknowledgement(0x40, packet.packetId()));
                }
                back.fence();
            }
        }
    }

    @Test
    void bytesAreBoundedToo() throws Exception {
        try (TestBroker broker = broker(1000, 30)) {
            broker.client().persistent("s").subscribed("t", 1).leave();
            publish(broker, 20, 1);
            assertEquals(10, broker.sample("aroma_broker_queued_messages"), "of 3 bytes each");
        }
    }

    @Test
    void aCleanClientThatDoesNotAcknowledgeLosesTheNewestAndNobodyWaitsForIt() throws Exception {
        try (TestBroker broker = broker(20, 1 << 20);
                RawClient slow = broker.client().connected("slow").subscribed("t", 1);
                RawClient quick = broker.client().connected("quick").subscribed("t", 0)) {
            publish(broker, 200, 1);
            for (int i = 0; i < 200; i++) {
                assertEquals("m" + i, quick.read(3).payload());
            }
            for (int i = 0; i < 30; i++) {
                RawPacket packet = slow.read(3);
                assertEquals("m" + i, packet.payload());
                slow.send(RawClient.acknowledgement(0x40, packet.packetId()));
            }
            slow.fence();
            assertEquals(170, broker.sample("aroma_broker_dropped_messages_total"));
            publish(broker, 1, 1);
            assertEquals("m0", slow.read(3).payload(), "it is served again");
        }
    }

    @Test
    void aSubscriberThatStopsReadingQos0HoldsNobodyAndIsBounded() throws Exception {
        String payload = "x".repeat(10_000);
        try (TestBroker broker = broker(50, 1 << 20);
                RawClient deaf = broker.client().connected("deaf").subscribed("t", 0);
                RawClient publisher = broker.client().connected("p");
                RawClient other = broker.client().connected("o").subscribed("other", 1)) {
            for (int i = 0; i < 3000; i++) {
                publisher.send(RawClient.publish(0, "t", 0, payload));
            }
            publisher.send(RawClient.publish(2, "other", 1, "served"));
            assertEquals("served", other.read(3).payload());
            double dropped = broker.sample("aroma_broker_dropped_messages_total");
            assertTrue(dropped > 0, "30 MB do not fit between the two: " + dropped);
            assertTrue(broker.sample("aroma_broker_queued_messages") <= 50);
            assertEquals(payload, deaf.read(3).payload());
        }
    }
}
