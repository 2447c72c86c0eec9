package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.message.Message;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    void aWillIsTappedAndRoutedWhenTheConnectionBreaks() throws Exception {
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

    @Test
    void aWillIsRetainedIfItSaysSo() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient watcher = broker.client().connected("w").subscribed("state", 1)) {
            RawClient client = broker.client();
            client.begin(0x02 | 0x04 | 0x08 | 0x20, "r", RawClient.text("state"), RawClient.text("offline"));
            client.cut();
            assertEquals(2, watcher.read(3).header() & 7, "live: QoS 1, no RETAIN");
            try (RawClient late = broker.client().connected("late").subscribed("state", 1)) {
                RawPacket packet = late.read();
                assertEquals("offline", packet.payload());
                assertEquals(3, packet.header() & 7, "QoS 1 and RETAIN");
            }
        }
    }

    @Test
    void isPublishedForASilentClientAfterOneAndAHalfTimesItsKeepAlive() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient subscriber = broker.client().connected("s").subscribed("will/#", 0);
                RawClient silent = broker.client();
                RawClient talking = broker.client()) {
            for (RawClient client : new RawClient[] {silent, talking}) {
                String id = client == silent ? "silent" : "talking";
                client.send(RawClient.packet(
                        0x10,
                        RawClient.text("MQTT"),
                        new byte[] {4, 6},
                        RawClient.number(1),
                        RawClient.text(id),
                        RawClient.text("will/" + id),
                        RawClient.text("gone")));
                client.read(2);
            }
            CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> topic(subscriber));
            while (!first.isDone()) {
                talking.fence();
            }
            assertEquals("will/silent", first.get(5, TimeUnit.SECONDS));
            assertTrue(silent.readOrEnd().isEmpty());
            talking.fence();
        }
    }

    private static String topic(RawClient client) {
        try {
            return client.read(3).topic();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
