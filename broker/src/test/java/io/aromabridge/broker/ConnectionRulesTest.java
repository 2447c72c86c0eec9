package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.options.Limits;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client may not do, and how it is told. The limits are those of {@link TestBroker}. */
class ConnectionRulesTest {
    static Stream<Arguments> refusedConnects() {
        return Stream.of(
                Arguments.of("MQTT 5", RawClient.connect(5, 2, "five"), 0x84),
                Arguments.of("an unknown level", RawClient.connect(9, 2, "nine"), 1),
                Arguments.of("no identifier without a clean session", RawClient.connect(4, 0, ""), 2),
                Arguments.of("an identifier of 65 bytes", RawClient.connect("x".repeat(65)), 2),
                Arguments.of("a control character", RawClient.connect("a\u0007b"), 2));
    }

    @ParameterizedTest(name = "{0} -> return code {2}")
    @MethodSource("refusedConnects")
    void refusesWithAReturnCode(String what, byte[] connect, int code) throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient client = broker.client()) {
            RawPacket connAck = client.send(connect).read();
            assertEquals(2, connAck.type(), what);
            assertEquals(code, connAck.body()[1] & 0xff, what);
            assertTrue(client.readOrEnd().isEmpty(), "and closes");
        }
    }

    static Stream<Arguments> violations() {
        byte[] connect = RawClient.connect("v");
        return Stream.of(
                Arguments.of("no CONNECT first", new byte[0], RawClient.publish(0, "t", 0, "x")),
                Arguments.of(
                        "not MQTT at all",
                        new byte[0],
                        "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                Arguments.of("a second CONNECT", connect, connect),
                Arguments.of("a packet over 1024 bytes", connect, RawClient.publish(0, "t", 0, "x".repeat(1025))),
                Arguments.of("a wildcard in a topic", connect, RawClient.publish(0, "a/+/b", 0, "x")),
                Arguments.of("an empty topic", connect, RawClient.publish(0, "", 0, "x")),
                Arguments.of("11 levels", connect, RawClient.publish(0, "/".repeat(10), 0, "x")),
                Arguments.of("a filter of 11 levels", connect, RawClient.subscribe(1, "/".repeat(10), 0)),
                Arguments.of("a topic of 129 bytes", connect, RawClient.publish(0, "x".repeat(129), 0, "x")),
                Arguments.of("a bad filter", connect, RawClient.subscribe(1, "a#", 0)),
                Arguments.of("QoS 3", connect, RawClient.subscribe(1, "a", 3)),
                Arguments.of("a SUBSCRIBE without filters", connect, RawClient.packet(0x82, RawClient.number(1))),
                Arguments.of("a packet only brokers send", connect, new byte[] {(byte) 0xd0, 0}),
                Arguments.of(
                        "a will topic with a wildcard",
                        new byte[0],
                        RawClient.connect(4, 6, "w", RawClient.text("a/#"), RawClient.text("gone"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void endsTheConnectionAndServesOthers(String what, byte[] before, byte[] violation) throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient client = broker.client()) {
            client.send(before, violation);
            Optional<RawPacket> answer = client.readOrEnd();
            assertTrue(answer.isEmpty() || answer.get().type() == 2, what + ": " + answer);
            if (answer.isPresent()) {
                assertTrue(client.readOrEnd().isEmpty(), what);
            }
            broker.serves(4);
        }
    }

    @Test
    void takesThingsThatAreJustWithinTheLimits() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient client = broker.client().connected("x".repeat(64))) {
            String topic = "/".repeat(9);
            client.subscribed("#", 0).send(RawClient.publish(0, topic, 0, "x".repeat(1000)));
            assertEquals(topic, client.read(3).topic());
        }
    }

    @Test
    void waitsForConnectOnlySoLong() throws Exception {
        Limits limits = new Limits(1024, 64, 128, 10, Duration.ofMillis(50));
        try (TestBroker broker = TestBroker.with(TestBroker.ANYBODY, TestBroker.NO_TAP, limits);
                RawClient silent = broker.client()) {
            assertTrue(silent.readOrEnd().isEmpty(), "closed without a word");
        }
    }

    @Test
    void acknowledgementsOfUnknownPacketsHarmNobody() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient client = broker.client().connected("c")) {
            for (int header : new int[] {0x40, 0x50, 0x62, 0x70}) {
                client.send(RawClient.acknowledgement(header, 4711));
            }
            client.send(new byte[] {(byte) 0xc0, 0});
            assertEquals(13, client.read(13).type(), "still answers a ping");
            broker.serves(20);
        }
    }

    @Test
    void keepsDollarTopicsApartFromWildcards() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient all = broker.client().connected("all").subscribed("#", 0);
                RawClient plus = broker.client().connected("plus").subscribed("+/a", 0);
                RawClient exact = broker.client().connected("exact").subscribed("$x/#", 0)) {
            all.send(RawClient.publish(0, "$x/a", 0, "hidden"), RawClient.publish(0, "x/a", 0, "seen"));
            assertEquals("hidden", exact.read(3).payload());
            assertEquals("seen", all.read(3).payload());
            assertEquals("seen", plus.read(3).payload());
        }
    }

    @Test
    void theNewConnectionOfAClientIdentifierEndsTheOldOne() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient old = broker.client().connected("same").subscribed("t", 0);
                RawClient young = broker.client().connected("same").subscribed("t", 0)) {
            assertTrue(old.readOrEnd().isEmpty(), "closed");
            young.send(RawClient.publish(0, "t", 0, "here"));
            assertEquals("here", young.read(3).payload());
        }
    }

    @Test
    void aMessageOf128KiBPassesWithTheDefaultLimits() throws Exception {
        String payload = "x".repeat(128 * 1024);
        try (TestBroker broker = TestBroker.changed(o -> o);
                RawClient client = broker.client().connected("c").subscribed("t", 1)) {
            client.send(RawClient.publish(2, "t", 1, payload));
            assertEquals(payload, client.read(3).payload());
        }
    }

    @Test
    void servesMqtt31Too() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient client = broker.client()) {
            client.send(RawClient.packet(
                    0x10, RawClient.text("MQIsdp"), new byte[] {3, 2}, RawClient.number(60), RawClient.text("old")));
            assertEquals(0, client.read(2).body()[1]);
            client.subscribed("t", 2).send(RawClient.publish(4, "t", 1, "x"));
            assertEquals("x", client.read(3).payload());
        }
    }

    @Test
    void anUnsubscribedFilterGetsNothingMoreAndUnknownOnesAreAnswered() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient client =
                        broker.client().connected("c").subscribed("a/+", 1).subscribed("a/b", 0)) {
            client.send(RawClient.packet(
                    0xa2, RawClient.number(9), RawClient.text("a/+"), RawClient.text("never/subscribed")));
            assertEquals(9, client.read().packetId());
            client.send(RawClient.publish(2, "a/c", 1, "no"), RawClient.publish(2, "a/b", 2, "yes"));
            assertEquals(4, client.read().type());
            assertEquals(4, client.read().type());
            RawPacket packet = client.read();
            assertEquals("yes", packet.payload());
            assertEquals(0, packet.header() & 7, "QoS of the one that is left");
        }
    }

    @Test
    void overlappingSubscriptionsGetOneDeliveryWithTheHighestQos() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient client =
                        broker.client().connected("c").subscribed("a/#", 2).subscribed("a/+", 1)) {
            client.send(RawClient.publish(4, "a/b", 1, "x"));
            assertEquals(5, client.read().type());
            assertEquals(4, client.read().header() & 7);
            client.fence();
        }
    }
}
