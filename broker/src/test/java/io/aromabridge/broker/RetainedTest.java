package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Retained messages (MQTT 3.1.1, section 3.3.1.3). */
class RetainedTest {
    private static final int RETAIN = 1;

    @ParameterizedTest(name = "published with QoS {0}, subscribed with {1}")
    @CsvSource({"0,0", "0,2", "1,0", "1,1", "1,2", "2,0", "2,1", "2,2"})
    void aRetainedMessageIsKeptInAnyQosAndSentWithTheFlagAtTheLowerOne(int published, int subscribed) throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient live = broker.client().connected("live").subscribed("r/#", subscribed);
                RawClient publisher = broker.client().connected("p")) {
            publisher.send(RawClient.publish((published << 1) | RETAIN, "r/1", 5, "state"));
            RawPacket first = live.read(3);
            assertEquals(Math.min(published, subscribed) << 1, first.header() & 7, "live: no RETAIN: " + first);
            try (RawClient late = broker.client().connected("late").subscribed("r/+", subscribed)) {
                RawPacket packet = late.read();
                assertEquals("state", packet.payload());
                assertEquals((Math.min(published, subscribed) << 1) | RETAIN, packet.header() & 7, packet.toString());
                late.send(RawClient.subscribe(2, "r/+", 0));
                assertEquals(9, late.read().type());
                assertEquals("state", late.read().payload(), "subscribing again sends it again");
            }
        }
    }

    @Test
    void anEmptyPayloadRemovesItAndIsRouted() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient client = broker.client().connected("c").subscribed("live", 0)) {
            client.send(RawClient.publish(RETAIN, "live", 0, "x"), RawClient.publish(RETAIN, "live", 0, ""));
            assertEquals("x", client.read().payload());
            assertEquals("", client.read().payload());
            client.subscribed("#", 0).fence();
        }
    }

    @Test
    void aWildcardGetsAllMatchesButNoDollarTopics() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient publisher = broker.client().connected("p")) {
            for (String topic : new String[] {"a", "a/b", "a/b/c", "a/", "/a", "$x/b", "b"}) {
                publisher.send(RawClient.publish(RETAIN, topic, 0, topic));
            }
            publisher.fence();
            Map<String, String> expected = new TreeMap<>(Map.of(
                    "#", "/a,a,a/,a/b,a/b/c,b",
                    "a/#", "a,a/,a/b,a/b/c",
                    "+/b", "a/b",
                    "+", "a,b",
                    "a/+", "a/,a/b",
                    "$x/+", "$x/b",
                    "/+", "/a",
                    "nothing/#", ""));
            expected.forEach((filter, topics) -> assertEquals(topics, retained(broker, filter), filter));
        }
    }

    private static String retained(TestBroker broker, String filter) {
        try (RawClient client = broker.client().connected("reader").subscribed(filter, 0)) {
            java.util.TreeSet<String> topics = new java.util.TreeSet<>();
            client.send(new byte[] {(byte) 0xc0, 0});
            for (RawPacket packet = client.read(); packet.type() == 3; packet = client.read()) {
                topics.add(packet.topic());
            }
            return String.join(",", topics);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aNewSubscriberNeverSeesAnOldValueAfterTheNewOne() throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            Thread publisher = new Thread(() -> {
                for (int i = 0; i < 8_000; i++) {
                    Message message =
                            new Message(TopicName.of("n"), Payload.of(String.valueOf(i)), QoS.AT_MOST_ONCE, true);
                    var unused = broker.broker.publish(message);
                }
                var unused = broker.broker.publish(Message.of("n", "end", QoS.AT_MOST_ONCE));
            });
            try (RawClient subscriber = broker.client().connected("s").subscribed("n", 0)) {
                publisher.start();
                int last = -1;
                int packets = 0;
                for (RawPacket packet = subscriber.read(); ; packet = subscriber.read()) {
                    if (packet.type() == 9) {
                        continue;
                    }
                    if (packet.payload().equals("end")) {
                        break;
                    }
                    int next = Integer.parseInt(packet.payload());
                    assertEquals(Math.max(next, last), next, "after " + last);
                    last = next;
                    if (++packets % 50 == 0) {
                        subscriber.send(RawClient.subscribe(1, "n", 0));
                    }
                }
            }
            publisher.join(TimeUnit.SECONDS.toMillis(5));
        }
    }

    @Test
    void aRetainedMessageOfTheBrokerItselfIsKeptToo() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient client = broker.client().connected("c")) {
            broker.broker
                    .publish(new Message(TopicName.of("in"), Payload.of("state"), QoS.AT_MOST_ONCE, true))
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);
            assertEquals("state", client.subscribed("in", 1).read().payload());
        }
    }
}
