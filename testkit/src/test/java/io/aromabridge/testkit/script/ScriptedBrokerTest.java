package io.aromabridge.testkit.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.simulator.mqtt.MqttConnection;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The scripted broker does what its script says, and nothing else. */
class ScriptedBrokerTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Message ON = Message.of("a/b", "on", QoS.AT_LEAST_ONCE);

    @Test
    void playsABrokerForARealClient() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            Play play = broker.play(peer -> {
                assertEquals("client-1", peer.welcome().clientId());
                peer.expect(Packet.publish("a/b", "on").withQos1(1));
                peer.send(Packet.puback(1));
                peer.expect(Packet.disconnect());
                assertEquals(Peer.End.FIN, peer.expectEnd());
            });
            try (MqttConnection client = MqttConnection.connect(broker.endpoint(), "client-1", Duration.ofSeconds(5))) {
                MqttConnection.await(client.publish(ON));
            }
            play.awaitEnd();
        }
    }

    @Test
    void whatIsNotAnsweredStaysUnanswered() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            Play play = broker.play(peer -> {
                peer.welcome();
                assertEquals(1, peer.expect(Publish.class).id());
                peer.expectNothingFor(SHORT);
            });
            try (MqttConnection client = MqttConnection.connect(broker.endpoint(), "client-1", Duration.ofSeconds(5))) {
                CompletableFuture<Void> sent = client.publish(ON);
                play.awaitEnd();
                assertFalse(sent.isDone(), () -> "nobody acknowledged it: " + sent);
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
            try (RawClient first = RawClient.to(broker)) {
                SocketException e =
                        assertThrows(SocketException.class, () -> first.in().read());
                assertEquals("Connection reset", e.getMessage());
            }
            try (RawClient second = RawClient.to(broker)) {
                second.send(Packet.connect("second"));
                assertEquals(Packet.refusal(5), second.read(4));
                assertEquals(-1, second.in().read());
            }
            try (RawClient third = RawClient.to(broker)) {
                third.send(Packet.connect("third"));
                assertEquals(Packet.connack(), third.read(4));
                play.awaitEnd();
            }
        }
    }

    @Test
    void afterItsFinTheBrokerStillListens() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RawClient client = RawClient.to(broker)) {
            Peer peer = broker.accept();
            peer.finish();
            assertEquals(-1, client.in().read());
            client.send(Packet.pingreq());
            peer.expect(Packet.pingreq());
        }
    }

    @Test
    void sendsSeveralPacketsAndHalvesOfOne() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RawClient client = RawClient.to(broker)) {
            Peer peer = broker.accept();
            peer.send(Packet.connack(), Packet.publish("a", "b"));
            peer.sendBytes((byte) 0x40, (byte) 2);
            peer.sendBytes((byte) 0, (byte) 7);
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            for (Packet packet : List.of(Packet.connack(), Packet.publish("a", "b"), Packet.puback(7))) {
                expected.writeBytes(packet.bytes());
            }
            assertArrayEquals(expected.toByteArray(), client.in().readNBytes(expected.size()));
        }
    }

    @Test
    void takesPacketsThatComeInPiecesOrTogether() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RawClient client = RawClient.to(broker)) {
            Peer peer = broker.accept();
            client.send((byte) 0x40);
            client.send((byte) 2, (byte) 0);
            client.send((byte) 9, (byte) 0xc0, (byte) 0, (byte) 0xff, (byte) 1);
            peer.expect(Packet.puback(9));
            peer.expect(Packet.pingreq());
            peer.expectBytes((byte) 0xff, (byte) 1);
        }
    }

    @Test
    void pingsDoNotDisturbWhereTheyAreAnswered() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RawClient client = RawClient.to(broker)) {
            Peer peer = broker.accept();
            peer.answerPings();
            client.send(Packet.pingreq());
            client.send(Packet.puback(1));
            client.send(Packet.pingreq());
            client.send(Packet.disconnect());
            peer.expect(Packet.puback(1));
            peer.expect(Packet.disconnect());
            assertEquals(Packet.pingresp(), client.read(2));
            assertEquals(Packet.pingresp(), client.read(2));
            client.reset();
            assertEquals(Peer.End.RST, peer.expectEnd());
        }
    }

    @Test
    void whoComesAfterTheEndIsRefused() throws Exception {
        ScriptedBroker broker = ScriptedBroker.start();
        try (RawClient client = RawClient.to(broker)) {
            Peer unused = broker.accept();
            broker.close();
            assertEquals(-1, client.in().read());
        }
        assertThrows(ConnectException.class, () -> RawClient.to(broker).close());
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
            RawClient.to(broker).close();
            AssertionError fault = assertThrows(AssertionError.class, broken::awaitEnd);
            assertTrue(String.valueOf(fault.getMessage()).contains("my own fault"), fault::toString);
        }
    }
}
