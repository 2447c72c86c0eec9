package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.message.Message;
import io.aromabridge.testing.mqtt.RawClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A message of QoS 2 from a client is routed once, whatever breaks (MQTT 3.1.1, section 4.3.3). */
class ExactlyOnceTest {
    @Test
    void aQos2PublishRepeatedAfterAReconnectIsNotRoutedAgainUntilItIsReleased() throws Exception {
        List<Message> tapped = new CopyOnWriteArrayList<>();
        try (TestBroker broker = TestBroker.with(TestBroker.ANYBODY, message -> {
                    tapped.add(message);
                    return CompletableFuture.completedFuture(null);
                });
                RawClient subscriber = broker.client().connected("s").subscribed("t", 0)) {
            RawClient publisher = broker.client().persistent("p");
            publisher.send(RawClient.publish(4, "t", 9, "once"));
            publisher.read(5);
            publisher.cut();
            try (RawClient again = broker.client()) {
                assertTrue(again.begin(0, "p"));
                again.send(RawClient.publish(8 | 4, "t", 9, "once"));
                assertEquals(9, again.read(5).packetId());
                again.send(RawClient.acknowledgement(0x62, 9));
                assertEquals(9, again.read(7).packetId());
                again.send(RawClient.publish(4, "t", 9, "another"));
                assertEquals(9, again.read(5).packetId());
            }
            assertEquals("once", subscriber.read(3).payload());
            assertEquals("another", subscriber.read(3).payload());
            assertEquals(2, tapped.size(), tapped.toString());
        }
    }

    @Test
    void aRepeatedPublishWhoseOriginalNeverCameIsRouted() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient client = broker.client().connected("c").subscribed("t", 0)) {
            client.send(RawClient.publish(8 | 4, "t", 5, "repeated"));
            assertEquals("repeated", client.read(3).payload());
        }
    }

    @Test
    void aCleanSessionForgetsWhatWasNotReleased() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient subscriber = broker.client().connected("s").subscribed("t", 0)) {
            for (int i = 0; i < 2; i++) {
                RawClient publisher = broker.client().connected("p");
                publisher.send(RawClient.publish(4, "t", 9, "m" + i));
                publisher.read(5);
                publisher.cut();
                assertEquals("m" + i, subscriber.read(3).payload());
            }
        }
    }
}
