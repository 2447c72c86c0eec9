package io.aromabridge.broker.store;

import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that go on over the ends of their broker, as MQTT 3.1.1, section 4.4 wants it; each on a thread of its own. */
final class KilledClients {
    private static final int OUTSTANDING = 20;
    private static final int TOPICS = 5;

    /** A client with one broker; ends with the connection. */
    @FunctionalInterface
    interface Client {
        /** Uses a connection until it ends. */
        void use(RawClient connection) throws IOException;
    }

    /** All that was acknowledged to publishers, texts of messages. */
    final Set<String> promised = ConcurrentHashMap.newKeySet();

    /** All that was published. */
    final Set<String> sent = ConcurrentHashMap.newKeySet();

    /** By topic: the number that was acknowledged last, and the one that was sent last. */
    final Map<String, Integer> retainedPromised = new ConcurrentHashMap<>();

    final Map<String, Integer> retainedSent = new ConcurrentHashMap<>();

    /** What a subscriber of QoS 1 has received. */
    final List<String> near = Collections.synchronizedList(new ArrayList<>());

    /** What a subscriber of QoS 2 has received. */
    final List<String> exact = Collections.synchronizedList(new ArrayList<>());

    /** One for each acknowledgement to a publisher. */
    final Semaphore acknowledgements = new Semaphore(0);

    /** One for each message that a subscriber has received. */
    final Semaphore received = new Semaphore(0);

    private final AtomicInteger next = new AtomicInteger();
    private final Map<Integer, String> unreceived = new LinkedHashMap<>();
    private final Set<Integer> unreleased = new HashSet<>();
    private final Set<Integer> identifiers = new HashSet<>();

    /** Publishes with QoS 1; what was not acknowledged when the broker ends is not sent again. */
    void publishOne(RawClient client) throws IOException {
        client.persistent("one");
        Map<Integer, String> open = new LinkedHashMap<>();
        for (int id = 1; ; id = id % 1000 + 1) {
            String text = "one " + next.incrementAndGet();
            sent.add(text);
            open.put(id, text);
            client.send(RawClient.publish(2, "t/" + id % 3, id, text));
            if (open.size() >= OUTSTANDING) {
                RawPacket packet = client.read();
                if (packet.type() == 4) {
                    promise(String.valueOf(open.remove(packet.packetId())));
                }
            }
        }
    }

    /** Publishes with QoS 2, and goes on with what a broker has not finished. */
    void publishTwo(RawClient client) throws IOException {
        client.persistent("two");
        for (Map.Entry<Integer, String> each : unreceived.entrySet()) {
            client.send(RawClient.publish(8 | 4, "t/2", each.getKey(), each.getValue()));
        }
        for (int id : unreleased) {
            client.send(RawClient.acknowledgement(0x62, id));
        }
        int id = 0;
        while (true) {
            while (unreceived.size() + unreleased.size() >= OUTSTANDING) {
                answerTwo(client, client.read());
            }
            do {
                id = id % 1000 + 1;
            } while (unreceived.containsKey(id) || unreleased.contains(id));
            String text = "two " + next.incrementAndGet();
            sent.add(text);
            unreceived.put(id, text);
            client.send(RawClient.publish(4, "t/2", id, text));
        }
    }

    private void answerTwo(RawClient client, RawPacket packet) throws IOException {
        int id = packet.packetId();
        if (packet.type() == 5) {
            if (unreceived.containsKey(id)) {
                promise(String.valueOf(unreceived.remove(id)));
                unreleased.add(id);
            }
            client.send(RawClient.acknowledgement(0x62, id));
        } else if (packet.type() == 7) {
            unreleased.remove(id);
        }
    }

    private void promise(String text) {
        promised.add(text);
        acknowledgements.release();
    }

    /** Sets retained messages, and now and then removes them: a number without text is none. */
    void retain(RawClient client) throws IOException {
        client.persistent("retainer");
        while (true) {
            int number = next.incrementAndGet();
            String topic = "r/" + number % TOPICS;
            String text = number % 4 == 0 ? "" : Integer.toString(number);
            int value = text.isEmpty() ? -number : number;
            retainedSent.put(topic, value);
            client.send(RawClient.publish(3, topic, 1, text));
            client.read(4);
            retainedPromised.put(topic, value);
            acknowledgements.release();
        }
    }

    /** Has subscribed with QoS 1, and acknowledges at once. */
    void near(RawClient client) throws IOException {
        client.persistent("near");
        while (true) {
            RawPacket packet = client.read();
            if (packet.type() == 3) {
                near.add(packet.payload());
                received.release();
                client.send(RawClient.acknowledgement(0x40, packet.packetId()));
            }
        }
    }

    /** Has subscribed with QoS 2, and takes each message once. */
    void exact(RawClient client) throws IOException {
        client.persistent("exact");
        while (true) {
            RawPacket packet = client.read();
            if (packet.type() == 3 && (packet.header() & 6) == 4) {
                if (identifiers.add(packet.packetId())) {
                    exact.add(packet.payload());
                    received.release();
                }
                client.send(RawClient.acknowledgement(0x50, packet.packetId()));
            } else if (packet.type() == 3) {
                exact.add(packet.payload());
                received.release();
                client.send(RawClient.acknowledgement(0x40, packet.packetId()));
            } else if (packet.type() == 6) {
                identifiers.remove(packet.packetId());
                client.send(RawClient.acknowledgement(0x70, packet.packetId()));
            }
        }
    }
}
