package io.aromabridge.testing.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets are the bytes of MQTT 3.1.1, and come back from them. */
class PacketTest {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    static Stream<Arguments> sessionsAndMessages() {
        Message will = new Message(TopicName.of("w"), Payload.of("x"), QoS.AT_LEAST_ONCE, true);
        return Stream.of(
                Arguments.of(
                        Packet.connect("ab"),
                        "10 0e 00 04 4d 51 54 54 04 02 00 3c 00 02 61 62",
                        "CONNECT(client \"ab\", clean session, keep alive 60 s)"),
                Arguments.of(
                        Packet.connect("a")
                                .withPersistentSession()
                                .withKeepAlive(30)
                                .withWill(will)
                                .withLogin("u", "secret"),
                        "10 1e 00 04 4d 51 54 54 04 ec 00 1e 00 01 61 00 01 77 00 01 78 00 01 75 00 06 73 65 63 72 65 74",
                        "CONNECT(client \"a\", persistent session, keep alive 30 s, will w qos 1 retained \"x\", user"
                                + " \"u\", with a password)"),
                Arguments.of(Packet.connack(), "20 02 00 00", "CONNACK(code 0)"),
                Arguments.of(new Packet.Connack(true, 0), "20 02 01 00", "CONNACK(session present, code 0)"),
                Arguments.of(Packet.refusal(5), "20 02 00 05", "CONNACK(code 5)"),
                Arguments.of(Packet.publish("a/b", "on"), "30 07 00 03 61 2f 62 6f 6e", "PUBLISH(a/b, qos 0, \"on\")"),
                Arguments.of(
                        Packet.publish("a", "").withQos1(258).withDuplicate(),
                        "3a 05 00 01 61 01 02",
                        "PUBLISH(a, qos 1, id 258, dup, \"\")"),
                Arguments.of(
                        Packet.publish("é", "x").withQos2(65535).withRetain(),
                        "35 07 00 02 c3 a9 ff ff 78",
                        "PUBLISH(é, qos 2, id 65535, retain, \"x\")"));
    }

    static Stream<Arguments> answersAndSubscriptions() {
        return Stream.of(
                Arguments.of(Packet.puback(1), "40 02 00 01", "PUBACK(id 1)"),
                Arguments.of(Packet.pubrec(2), "50 02 00 02", "PUBREC(id 2)"),
                Arguments.of(Packet.pubrel(3), "62 02 00 03", "PUBREL(id 3)"),
                Arguments.of(Packet.pubcomp(4), "70 02 00 04", "PUBCOMP(id 4)"),
                Arguments.of(
                        Packet.subscribe(5, "a/+", QoS.AT_LEAST_ONCE),
                        "82 08 00 05 00 03 61 2f 2b 01",
                        "SUBSCRIBE(id 5, a/+ qos 1)"),
                Arguments.of(Packet.suback(5, 1, 0x80), "90 04 00 05 01 80", "SUBACK(id 5, codes [1, 128])"),
                Arguments.of(
                        Packet.unsubscribe(6, "a", "b"), "a2 08 00 06 00 01 61 00 01 62", "UNSUBSCRIBE(id 6, a, b)"),
                Arguments.of(Packet.unsuback(6), "b0 02 00 06", "UNSUBACK(id 6)"),
                Arguments.of(Packet.pingreq(), "c0 00", "PINGREQ"),
                Arguments.of(Packet.pingresp(), "d0 00", "PINGRESP"),
                Arguments.of(Packet.disconnect(), "e0 00", "DISCONNECT"));
    }

    @ParameterizedTest
    @MethodSource({"sessionsAndMessages", "answersAndSubscriptions"})
    void isTheseBytesAndComesBack(Packet packet, String hex, String text) {
        assertEquals(hex, HEX.formatHex(packet.bytes()));
        assertEquals(packet, PacketParser.parse(HEX.parseHex(hex)));
        assertEquals(text, packet.toString());
    }

    @Test
    void longOnesHaveLongerHeaders() {
        for (int size : List.of(123, 124, 16_379, 16_380, 2_097_147, 2_097_148)) {
            Packet packet = new Publish("a", Payload.owning(new byte[size]), QoS.AT_MOST_ONCE, 0, false, false);
            assertEquals(packet, PacketParser.parse(packet.bytes()), () -> "payload of " + size + " bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00 00",
                "f0 00",
                "c0 01 00",
                "c1 00",
                "40 01 00",
                "40 03 00 01 00",
                "42 02 00 01",
                "60 02 00 01",
                "36 03 00 01 61",
                "30 01 00",
                "32 03 00 01 61",
                "30 03 00 01 ff",
                "30 82 00 00 00",
                "80 06 00 05 00 01 61 00",
                "82 06 00 05 00 01 61 03",
                "10 0e 00 06 4d 51 49 73 64 70 03 02 00 3c 00 00",
                "20 02 02 00"
            })
    void whatIsNoPacketOfMqtt311IsMalformed(String hex) {
        Packet packet = PacketParser.parse(HEX.parseHex(hex));
        assertInstanceOf(Packet.Malformed.class, packet);
        assertEquals(hex, HEX.formatHex(packet.bytes()));
    }
}
