package io.aromabridge.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.Identity;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.simulator.mqtt.MqttConnection;
import io.aromabridge.testing.mqtt.Packet;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.Play;
import io.aromabridge.testing.mqtt.Publish;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The scripted broker against real clients and over mutual TLS. */
class ScriptedBrokerClientsTest {
    private static final DevelopmentAuthority AUTHORITY = DevelopmentAuthority.inMemory(InstantSource.system());
    private static final DevelopmentAuthority STRANGER = DevelopmentAuthority.inMemory(InstantSource.system());
    private static final Identity DEVICE = AUTHORITY.device("thing-1");
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static ScriptedBroker broker() {
        Identity server =
                AUTHORITY.server(new ServerNames(List.of("localhost"), List.of(InetAddress.getLoopbackAddress())));
        return ScriptedBroker.startWithTls(ClientTls.of(List.of(AUTHORITY.certificate()), Optional.of(server))
                .sslContext());
    }

    private static ClientTls tls(Identity identity) {
        return ClientTls.of(List.of(AUTHORITY.certificate()), Optional.of(identity));
    }

    private static RawClient client(ScriptedBroker broker, Identity identity) throws IOException {
        return new RawClient(tls(identity)
                .sslContext()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), broker.port()));
    }

    @Test
    void speaksToARealClientAndKnowsItsCertificate() throws Exception {
        try (ScriptedBroker broker = broker()) {
            Play play = broker.play(peer -> {
                peer.welcome();
                X509Certificate shown =
                        (X509Certificate) peer.tls().orElseThrow().getPeerCertificates()[0];
                assertEquals(DEVICE.certificateId(), Identity.certificateId(shown));
                peer.expect(Packet.publish("a", "b").withQos1(1));
                peer.send(Packet.puback(1));
                peer.expect(Packet.disconnect());
                Peer.End unused = peer.expectEnd();
            });
            Endpoint endpoint = new Endpoint("localhost", broker.port(), Optional.of(tls(DEVICE)), Optional.empty());
            try (MqttConnection client = MqttConnection.connect(endpoint, "thing-1", LIMIT)) {
                MqttConnection.await(client.publish(Message.of("a", "b", QoS.AT_LEAST_ONCE)));
            }
            play.awaitEnd();
        }
    }

    @Test
    void endsByRstOrFinWithoutAWordOfTls() throws Exception {
        try (ScriptedBroker broker = broker()) {
            Play play = broker.play(
                    peer -> {
                        peer.expect(Packet.pingreq());
                        peer.reset();
                    },
                    peer -> {
                        peer.expect(Packet.pingreq());
                        peer.finish();
                        peer.expectEnd();
                    });
            try (RawClient client = client(broker, DEVICE)) {
                client.send(Packet.pingreq());
                assertEquals(Peer.End.RST, client.awaitEnd());
            }
            try (RawClient client = client(broker, DEVICE)) {
                client.send(Packet.pingreq());
                assertEquals(Peer.End.FIN, client.awaitEnd());
            }
            play.awaitEnd();
        }
    }

    @Test
    void refusesAStrangersCertificate() throws Exception {
        try (ScriptedBroker broker = broker()) {
            Play play = broker.play(Peer::welcome);
            try (RawClient client = client(broker, STRANGER.device("thing-1"))) {
                assertThrows(IOException.class, () -> {
                    client.send(Packet.pingreq());
                    RawPacket unused = client.read();
                });
            }
            AssertionError e = assertThrows(AssertionError.class, play::awaitEnd);
            assertTrue(
                    String.valueOf(e.getMessage()).startsWith("connection 1 was not made: javax.net.ssl."),
                    e::toString);
        }
    }

    @Test
    void whatIsNotAnsweredStaysUnanswered() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            Play play = broker.play(peer -> {
                peer.welcome();
                assertEquals(1, peer.expect(Publish.class).id());
                peer.expectNothingFor(Duration.ofMillis(300));
            });
            Endpoint endpoint = new Endpoint("127.0.0.1", broker.port(), Optional.empty(), Optional.empty());
            try (MqttConnection client = MqttConnection.connect(endpoint, "client-1", LIMIT)) {
                CompletableFuture<Void> sent = client.publish(Message.of("a/b", "on", QoS.AT_LEAST_ONCE));
                play.awaitEnd();
                assertFalse(sent.isDone(), () -> "it was not acknowledged: " + sent);
            }
        }
    }
}
