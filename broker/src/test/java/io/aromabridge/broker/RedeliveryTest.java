package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a persistent session has not acknowledged is sent again on resume (MQTT 3.1.1, sections 4.3 and 4.4). */
class RedeliveryTest {
    private static void publish(TestBroker broker, int count, int flags) throws IOException {
        try (RawClient publisher = broker.client().connected("publisher")) {
            for (int i = 0; i < count; i++) {
                publisher.send(RawClient.publish(flags, "t", i + 1, "m" + i));
                publisher.read((flags & 6) == 2 ? 4 : 5);
                if ((flags & 6) == 4) {
                    publisher.send(RawClient.acknowledgement(0x62, i + 1));
                    publisher.read(7);
                }
            }
        }
    }

    @Test
    void unacknowledgedAndQueuedMessagesComeImmediatelyInOrderUnderTheSameIdentifiers() throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            RawClient first = broker.client().persistent("s").subscribed("t", 1);
            publish(broker, 5, 2);
            List<Integer> identifiers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                RawPacket packet = first.read(3);
                assertEquals("m" + i, packet.payload());
                assertEquals(0, packet.header() & 8, "not a repeat");
                identifiers.add(packet.packetId());
            }
            first.cut();
            publish(broker, 10, 2);
            try (RawClient second = broker.client()) {
                assertTrue(second.begin(0, "s"), "session present");
                for (int i = 0; i < 5; i++) {
                    RawPacket packet = second.read();
                    assertEquals("m" + i, packet.payload());
                    assertEquals(8, packet.header() & 8, "DUP of " + packet);
                    assertEquals(identifiers.get(i), packet.packetId());
                }
                Set<Integer> used = new HashSet<>(identifiers);
                for (int i = 0; i < 10; i++) {
                    RawPacket packet = second.read();
                    assertEquals("m" + i, packet.payload());
                    assertEquals(0, packet.header() & 8, "not a repeat");
                    assertTrue(used.add(packet.packetId()), packet.packetId() + " is in use");
                }
            }
        }
    }

    @Test
    void qos2GoesOnWhereItStopped() throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            RawClient first = broker.client().persistent("s").subscribed("t", 2);
            publish(broker, 2, 4);
            int one = first.read(3).packetId();
            int two = first.read(3).packetId();
            first.send(RawClient.acknowledgement(0x50, one));
            RawPacket release = first.read(6);
            assertEquals(0x62, release.header());
            assertEquals(one, release.packetId());
            first.cut();
            RawClient second = broker.client();
            second.begin(0, "s");
            RawPacket again = second.read();
            assertEquals(6, again.type(), "PUBREL first: " + again);
            assertEquals(one, again.packetId());
            RawPacket publish = second.read();
            assertEquals(0x3c, publish.header(), "PUBLISH of QoS 2 with DUP");
            assertEquals(two, publish.packetId());
            second.send(RawClient.acknowledgement(0x70, one), RawClient.acknowledgement(0x50, two));
            assertEquals(two, second.read(6).packetId());
            second.send(RawClient.acknowledgement(0x70, two));
            second.fence();
            second.leave();
            try (RawClient third = broker.client()) {
                assertTrue(third.begin(0, "s"));
                third.fence();
            }
        }
    }

    @Test
    void acknowledgedMessagesAreNotSentAgain() throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            RawClient first = broker.client().persistent("s").subscribed("t", 1);
            publish(broker, 3, 2);
            for (int i = 0; i < 3; i++) {
                first.send(RawClient.acknowledgement(0x40, first.read(3).packetId()));
            }
            first.leave();
            try (RawClient second = broker.client()) {
                second.begin(0, "s");
                second.fence();
            }
        }
    }

    @Test
    void onlyTheWindowIsSentToAClientThatDoesNotAcknowledge() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient subscriber = broker.client().connected("s").subscribed("t", 1)) {
            publish(broker, 150, 2);
            for (int i = 0; i < 100; i++) {
                assertEquals("m" + i, subscriber.read(3).payload());
            }
            subscriber.fence();
            assertEquals(100, broker.sample("aroma_broker_inflight_messages"));
            assertEquals(50, broker.sample("aroma_broker_queued_messages"));
            subscriber.send(RawClient.acknowledgement(0x40, 1));
            assertEquals("m100", subscriber.read(3).payload());
        }
    }
}
