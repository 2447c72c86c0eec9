package io.aromabridge.testing.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A script that does not hold says what was expected, what came, and what was exchanged until then. */
class FailureTextTest {
    private final ScriptedBroker broker = ScriptedBroker.start(0, Duration.ofMillis(300));

    @AfterEach
    void close() {
        broker.close();
    }

    private static String failure(Executable step) {
        return String.valueOf(assertThrows(AssertionError.class, step).getMessage());
    }

    @Test
    void ofAnotherPacketBothAreDecodedAndTheFirstByteIsMarked() throws Exception {
        try (RawClient client = new RawClient(broker.port())) {
            Peer peer = broker.accept();
            client.send(Packet.connect("x"));
            peer.welcome();
            client.send(Packet.publish("a/b", "off").withQos1(2).withDuplicate());
            assertEquals(
                    """
                    connection 1: another packet came:
                      expected PUBLISH(a/b, qos 1, id 1, "on")
                      came     PUBLISH(a/b, qos 1, id 2, dup, "off")
                      expected 32 09 00 03 61 2f 62 00 01 6f 6e
                      came     3a 0a 00 03 61 2f 62 00 02 6f 66 66
                               ^^ byte 0
                      exchanged until then: ← CONNECT(client "x", clean session, keep alive 60 s) · → CONNACK(code 0)\
                     · ← PUBLISH(a/b, qos 1, id 2, dup, "off")""",
                    failure(() -> peer.expect(Packet.publish("a/b", "on").withQos1(1))));
        }
    }

    @Test
    void ofLongPacketsTheBytesAroundTheDifferenceAreShown() {
        String text = Difference.of(
                Packet.publish("a", "x".repeat(100) + "1").bytes(),
                Packet.publish("a", "x".repeat(100) + "2").bytes());
        assertTrue(
                text.contains("\n  expected … 78 78 78 78 78 78 78 78 31\n  came     … 78 78 78 78 78 78 78 78 32\n"),
                text);
        assertTrue(text.endsWith(" ^^ byte 105"), text);
        assertEquals(
                text.lines().toList().get(3).indexOf("31"),
                text.lines().toList().get(5).indexOf("^^"),
                text);
    }

    @Test
    void ofAnotherTypeItIsNamed() throws Exception {
        try (RawClient client = new RawClient(broker.port())) {
            Peer peer = broker.accept();
            client.send(new byte[] {(byte) 0xf0, (byte) 0});
            String text = failure(() -> peer.expect(Connect.class));
            assertTrue(
                    text.startsWith(
                            "connection 1: expected a packet Connect, and no packet of MQTT 3.1.1 (2 bytes: f0 00)"
                                    + " came\n"),
                    text);
        }
    }

    @Test
    void ofSilenceItSaysHowLongItWaited() throws Exception {
        try (RawClient client = new RawClient(broker.port())) {
            Peer peer = broker.accept();
            assertEquals(
                    "connection 1: waited for PUBACK(id 1): nothing came within 300 ms\n  exchanged until then: nothing",
                    failure(() -> peer.expect(Packet.puback(1))));
            client.send(new byte[] {(byte) 0x40, (byte) 2});
            assertTrue(
                    failure(() -> peer.expect(Packet.puback(1))).contains("nothing came within 300 ms"),
                    "half a packet is none");
        }
    }

    @Test
    void ofNoiseItSaysWhatCame() throws Exception {
        try (RawClient client = new RawClient(broker.port())) {
            Peer peer = broker.accept();
            client.send(Packet.puback(3));
            String text = failure(() -> peer.expectNothingFor(Duration.ofSeconds(5)));
            assertTrue(text.startsWith("connection 1: expected nothing for 5000 ms, and PUBACK(id 3) came"), text);
            client.send(Packet.pingreq());
            assertTrue(
                    failure(peer::expectEnd).contains("expected the end of the connection, and PINGREQ came"),
                    "a ping is a packet");
        }
    }

    @Test
    void ofAConnectionThatEndedItSaysHow() throws Exception {
        try (RawClient client = new RawClient(broker.port())) {
            Peer peer = broker.accept();
            client.send(new byte[] {(byte) 0x40, (byte) 2, (byte) 0});
            client.close();
            String text = failure(() -> peer.expect(Packet.puback(1)));
            assertTrue(text.contains("the connection ended within a packet, after 3 bytes (FIN)"), text);
        }
        try (RawClient client = new RawClient(broker.port())) {
            Peer peer = broker.accept();
            client.cut();
            String text = failure(() -> peer.expect(Packet.puback(1)));
            assertTrue(text.contains("connection 2: waited for PUBACK(id 1), and the connection ended (RST)"), text);
        }
    }

    @Test
    void ofALengthThatIsNoneItSaysSo() throws Exception {
        try (RawClient client = new RawClient(broker.port())) {
            Peer peer = broker.accept();
            client.send(new byte[] {(byte) 0x30, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 1});
            String text = failure(() -> peer.expect(Publish.class));
            assertTrue(text.contains("what came is no packet: its length has more than 4 bytes"), text);
        }
    }

    @Test
    void ofOtherBytesTheFirstIsMarked() throws Exception {
        try (RawClient client = new RawClient(broker.port())) {
            Peer peer = broker.accept();
            client.send(new byte[] {(byte) 1, (byte) 2});
            String text = failure(() -> peer.expectBytes((byte) 1, (byte) 3));
            assertTrue(
                    text.contains("other bytes came:\n  expected 01 03\n  came     01 02\n              ^^ byte 1"),
                    text);
        }
    }
}
