package io.aromabridge.testing.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.message.QoS;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The scripted broker does what its script says, and nothing else. */
class ScriptedBrokerTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void playsABroker() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            Play play = broker.play(peer -> {
                assertEquals("client-1", peer.welcome().clientId());
                peer.expect(Packet.publish("a/b", "on").withQos1(1));
                peer.send(Packet.puback(1));
                peer.expect(Packet.disconnect());
                assertEquals(Peer.End.FIN, peer.expectEnd());
            });
            try (RawClient client = new RawClient(broker.port()).connected("client-1")) {
                client.send(Packet.publish("a/b", "on").withQos1(1));
                assertEquals(Packet.puback(1), client.read().packet());
                client.send(Packet.disconnect());
            }
            play.awaitEnd();
        }
    }

    @Test
    void takesWhatASubscriberSends() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RawClient client = new RawClient(broker.port())) {
            client.send(
                    Packet.connect("client-1"),
                    Packet.subscribe(7, "a/#", QoS.AT_LEAST_ONCE),
                    Packet.publish("a/b", "on").withQos1(8),
                    Packet.pingreq());
            try (Peer peer = broker.welcomeSubscriber(1)) {
                assertEquals("on", peer.take().payload());
                client.send(Packet.disconnect());
                client.close();
                assertEquals(Peer.End.FIN, peer.awaitEnd());
            }
        }
    }

    @Test
    void eachConnectionHasItsOwnScript() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            Play play = broker.play(
                    Peer::reset,
                    peer -> {
                        peer.expect(Packet.connect("second"));
                        peer.send(Packet.refusal(5));
                        peer.finish();
                    },
                    Peer::welcome);
            try (RawClient first = new RawClient(broker.port())) {
                assertEquals(Peer.End.RST, first.awaitEnd());
            }
            try (RawClient second = new RawClient(broker.port())) {
                second.send(Packet.connect("second"));
                assertEquals(Packet.refusal(5), second.read().packet());
                assertEquals(Peer.End.FIN, second.awaitEnd());
            }
            try (RawClient third = new RawClient(broker.port())) {
                third.send(Packet.connect("third"));
                assertEquals(Packet.connack(), third.read().packet());
                play.awaitEnd();
            }
        }
    }

    @Test
    void afterItsFinTheBrokerStillListens() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RawClient client = new RawClient(broker.port())) {
            Peer peer = broker.accept();
            peer.finish();
            assertEquals(Peer.End.FIN, client.awaitEnd());
            client.send(Packet.pingreq());
            peer.expect(Packet.pingreq());
        }
    }

    @Test
    void sendsSeveralPacketsAndHalvesOfOne() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RawClient client = new RawClient(broker.port())) {
            Peer peer = broker.accept();
            peer.send(Packet.connack(), Packet.publish("a", "b"));
            peer.sendBytes((byte) 0x40, (byte) 2);
            peer.sendBytes((byte) 0, (byte) 7);
            for (Packet packet : List.of(Packet.connack(), Packet.publish("a", "b"), Packet.puback(7))) {
                assertEquals(packet, client.read().packet());
            }
        }
    }

    @Test
    void takesPacketsThatComeInPiecesOrTogether() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RawClient client = new RawClient(broker.port())) {
            Peer peer = broker.accept();
            client.send(new byte[] {(byte) 0x40});
            client.send(new byte[] {(byte) 2, (byte) 0});
            client.send(new byte[] {(byte) 9, (byte) 0xc0, (byte) 0, (byte) 0xff, (byte) 1});
            peer.expect(Packet.puback(9));
            peer.expect(Packet.pingreq());
            peer.expectBytes((byte) 0xff, (byte) 1);
        }
    }

    @Test
    void pingsDoNotDisturbWhereTheyAreAnswered() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RawClient client = new RawClient(broker.port())) {
            Peer peer = broker.accept();
            peer.answerPings();
            client.send(Packet.pingreq());
            client.send(Packet.puback(1));
            client.send(Packet.pingreq());
            client.send(Packet.disconnect());
            peer.expect(Packet.puback(1));
            peer.expect(Packet.disconnect());
            assertEquals(Packet.pingresp(), client.read().packet());
            assertEquals(Packet.pingresp(), client.read().packet());
            client.cut();
            assertEquals(Peer.End.RST, peer.expectEnd());
        }
    }

    @Test
    void whoComesAfterTheEndIsRefused() throws Exception {
        ScriptedBroker broker = ScriptedBroker.start();
        try (RawClient client = new RawClient(broker.port())) {
            Peer unused = broker.accept();
            broker.close();
            assertEquals(Peer.End.FIN, client.awaitEnd());
        }
        assertThrows(ConnectException.class, () -> new RawClient(broker.port()).close());
        try (ScriptedBroker again = ScriptedBroker.start(broker.port(), SHORT)) {
            assertEquals(broker.port(), again.port());
        }
    }

    @Test
    void aScriptThatFailsFailsTheTest() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start(0, SHORT)) {
            Play silent = broker.play(Peer::welcome);
            AssertionError noConnection = assertThrows(AssertionError.class, silent::awaitEnd);
            assertEquals("connection 1 did not come within 300 ms", noConnection.getMessage());
            Play broken = broker.play(peer -> {
                throw new IllegalStateException("my own fault");
            });
            new RawClient(broker.port()).close();
            AssertionError fault = assertThrows(AssertionError.class, broken::awaitEnd);
            assertTrue(String.valueOf(fault.getMessage()).contains("my own fault"), fault::toString);
        }
    }
}
