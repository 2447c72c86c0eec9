package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.core.message.Message;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A will goes the way of any message, on every end but DISCONNECT. */
class WillTest {
    private static byte[] connectWithWill(String id) {
        return RawClient.connect(4, 0x06, id, RawClient.text("will/" + id), RawClient.text("gone"));
    }

    @Test
    void isTappedAndRoutedWhenTheConnectionBreaks() throws Exception {
        BlockingQueue<Message> tapped = new LinkedBlockingQueue<>();
        try (TestBroker broker = TestBroker.with(TestBroker.ANYBODY, message -> {
                    tapped.add(message);
                    return CompletableFuture.completedFuture(null);
                });
                RawClient subscriber = broker.client().connected("s").subscribed("will/#", 0)) {
            RawClient client = broker.client().send(connectWithWill("cut"));
            client.read();
            client.cut();
            assertEquals("will/cut", subscriber.read(3).topic());
            assertEquals("will/cut", tapped.poll(5, TimeUnit.SECONDS).topic().value());
        }
    }

    @Test
    void isPublishedAfterWhatTheClientSentAndNotAfterDisconnect() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient subscriber = broker.client().connected("s").subscribed("will/#", 0)) {
            try (RawClient polite = broker.client().send(connectWithWill("polite"))) {
                polite.read();
                polite.send(RawClient.disconnect());
                polite.readOrEnd();
            }
            RawClient rude = broker.client().send(connectWithWill("rude"));
            rude.read();
            rude.send(RawClient.publish(0, "will/last-words", 0, "x"), RawClient.connect("rude"));
            assertEquals("will/last-words", subscriber.read(3).topic());
            assertEquals("will/rude", subscriber.read(3).topic(), "the polite client's will is not published");
            rude.close();
        }
    }
}
