package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.broker.session.DeliveryLimits;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing acknowledged is lost under load, and everybody is served. */
class OverloadTest {
    private static CompletableFuture<Void> publisher(TestBroker broker, int me, int messages) {
        return CompletableFuture.runAsync(
                () -> {
                    try (RawClient client = broker.client().connected("publisher-" + me)) {
                        CompletableFuture<Void> writing = CompletableFuture.runAsync(
                                () -> write(client, me, messages), task -> new Thread(task).start());
                        for (int i = 0; i < messages; i++) {
                            assertEquals(i % 65_535 + 1, client.read(4).packetId());
                        }
                        writing.join();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> new Thread(task).start());
    }

    private static void write(RawClient client, int me, int messages) {
        try {
            byte[][] batch = new byte[100][];
            for (int i = 0; i < messages; i += batch.length) {
                for (int j = 0; j < batch.length; j++) {
                    batch[j] = RawClient.publish(2, "l/" + me, (i + j) % 65_535 + 1, String.valueOf(i + j));
                }
                client.send(batch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All publish without waiting for acknowledgements: as much as the broker reads is outstanding. */
    private static void floods(int publishers, int messages) throws Exception {
        // A long hold, for machines that are busy with other things.
        DeliveryLimits limits = new DeliveryLimits(100, 10_000, 64 << 20, Duration.ofSeconds(8));
        try (TestBroker broker = TestBroker.changed(o -> o.withDelivery(limits));
                RawClient subscriber = broker.client().connected("s").subscribed("l/#", 1)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < publishers; i++) {
                all.add(publisher(broker, i, messages));
            }
            int[] next = new int[publishers];
            for (int i = 0; i < publishers * messages; i++) {
                RawPacket packet = subscriber.read();
                int who = Integer.parseInt(packet.topic().substring(2));
                assertEquals(next[who]++, Integer.parseInt(packet.payload()), "from " + who);
                subscriber.send(RawClient.acknowledgement(0x40, packet.packetId()));
            }
            for (CompletableFuture<Void> each : all) {
                each.get(10, TimeUnit.SECONDS);
            }
            assertEquals(0, broker.sample("aroma_broker_dropped_messages_total"));
            broker.serves(4);
        }
    }

    @Test
    void tenPublishersThatWaitForNothingLoseNothing() throws Exception {
        floods(10, 4000);
    }

    @Tag("long")
    @Test
    void tenPublishersWithTwentyThousandOutstandingLoseNothing() throws Exception {
        floods(10, 20_000);
    }

    private static void idle(int connections) throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            RawClient[] clients = new RawClient[connections];
            // All at once: nobody waits for the one before.
            for (int i = 0; i < connections; i++) {
                clients[i] = broker.client().send(RawClient.connect("c" + i), RawClient.subscribe(1, "all", 1));
            }
            for (RawClient client : clients) {
                client.read(9);
            }
            broker.serves(4);
            broker.broker.publish(Message.of("all", "x", QoS.AT_LEAST_ONCE));
            for (RawClient client : clients) {
                assertEquals("x", client.read(3).payload());
            }
            assertEquals(connections, broker.sample("aroma_broker_inflight_messages"));
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void aBurstOfFiveHundredConnectionsIsServed() throws Exception {
        idle(500);
    }

    @Tag("long")
    @Test
    void fiveThousandConnectionsInOneBurstAreServed() throws Exception {
        idle(5000);
    }

    @Test
    void nothingThatTheBrokerItselfPublishesIsDropped() throws Exception {
        int messages = 9000;
        try (TestBroker broker = TestBroker.start();
                RawClient subscriber = broker.client().connected("s").subscribed("in", 1)) {
            List<CompletableFuture<Void>> kept = new ArrayList<>();
            for (int i = 0; i < messages; i++) {
                kept.add(broker.broker
                        .publish(Message.of("in", String.valueOf(i), QoS.AT_LEAST_ONCE))
                        .toCompletableFuture());
            }
            for (int i = 0; i < messages; i++) {
                RawPacket packet = subscriber.read();
                assertEquals(String.valueOf(i), packet.payload());
                subscriber.send(RawClient.acknowledgement(0x40, packet.packetId()));
            }
            CompletableFuture.allOf(kept.toArray(CompletableFuture[]::new)).get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void hostileIdentifiersAndFiltersHarmNobody() throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            // Its hash code is Integer.MIN_VALUE, which has no absolute value.
            try (RawClient client = broker.client().connected("polygenelubricants")) {
                client.subscribed("t", 1).send(RawClient.publish(0, "t", 0, "x"));
                assertEquals("x", client.read(3).payload());
            }
        }
        try (TestBroker broker = TestBroker.changed(o -> o)) {
            char[] levels = new char[60_000];
            Arrays.fill(levels, '/');
            try (RawClient client = broker.client().connected("deep")) {
                client.send(RawClient.subscribe(1, new String(levels), 0));
                assertEquals(true, client.readOrEnd().isEmpty());
            }
            broker.serves(8);
        }
    }
}
