package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.core.message.Message;
import io.aromabridge.testing.mqtt.RawClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** PUBLISH with DUP=1, which any client sends after a reconnect. */
class DuplicatePublishTest {
    @Test
    void aHundredRetransmittedPublishesAreAcknowledgedAndDelivered() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient subscriber = broker.client().connected("subscriber").subscribed("t", 0);
                RawClient publisher = broker.client().connected("publisher")) {
            for (int i = 1; i <= 100; i++) {
                publisher.send(RawClient.publish(8 | 2, "t", i, "message " + i));
                assertEquals(i, publisher.read(4).packetId());
                assertEquals("message " + i, subscriber.read(3).payload());
            }
            broker.serves(40);
        }
    }

    @Test
    void aRepeatedQos2PublishIsTappedAndRoutedOnce() throws Exception {
        List<Message> tapped = new CopyOnWriteArrayList<>();
        try (TestBroker broker = TestBroker.with(TestBroker.ANYBODY, message -> {
                    tapped.add(message);
                    return CompletableFuture.completedFuture(null);
                });
                RawClient subscriber = broker.client().connected("subscriber").subscribed("t", 0);
                RawClient publisher = broker.client().connected("publisher")) {
            publisher.send(
                    RawClient.publish(4, "t", 9, "once"),
                    RawClient.publish(8 | 4, "t", 9, "once"),
                    RawClient.publish(8 | 4, "t", 9, "once"));
            for (int i = 0; i < 3; i++) {
                assertEquals(9, publisher.read(5).packetId(), "each is answered with PUBREC");
            }
            publisher.send(RawClient.acknowledgement(0x62, 9));
            assertEquals(9, publisher.read(7).packetId());
            publisher.send(RawClient.publish(4, "t", 9, "again"));
            assertEquals("once", subscriber.read(3).payload());
            assertEquals("again", subscriber.read(3).payload(), "released, the identifier serves a new message");
            assertEquals(2, tapped.size(), tapped.toString());
        }
    }
}
