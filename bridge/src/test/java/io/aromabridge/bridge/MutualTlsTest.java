package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.route.Route;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.Identity;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import org.junit.jupiter.api.Test;

class MutualTlsTest {
    private static final DevelopmentAuthority AUTHORITY = DevelopmentAuthority.inMemory(InstantSource.system());
    private static final DevelopmentAuthority STRANGER = DevelopmentAuthority.inMemory(InstantSource.system());
    private static final Identity DEVICE = AUTHORITY.device("thing-1");
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final ServerNames LOCAL = new ServerNames(List.of("localhost"), List.of(LOOPBACK));

    /** A peer that wants a certificate of our authority. */
    private static ScriptedBroker server(ServerNames names) {
        return ScriptedBroker.startWithTls(
                ClientTls.of(List.of(AUTHORITY.certificate()), Optional.of(AUTHORITY.server(names)))
                        .sslContext());
    }

    private static Bridge start(String host, int port, DevelopmentAuthority trusted, Optional<Identity> identity)
            throws Exception {
        Optional<ClientTls> tls = Optional.of(ClientTls.of(List.of(trusted.certificate()), identity));
        Bridge bridge = TestBridge.to(new Endpoint(host, port, tls, Optional.empty()), Route.out("out/#"));
        bridge.startEmbedded(message -> CompletableFuture.completedStage(null));
        return bridge;
    }

    private static ExtendedSSLSession session(Peer peer) {
        return peer.tls().orElseThrow();
    }

    private static List<String> names(ExtendedSSLSession session) {
        List<SNIServerName> names = session.getRequestedServerNames();
        return names.stream().map(name -> ((SNIHostName) name).getAsciiName()).toList();
    }

    @Test
    void showsTheCertificateAndTheNameOfTheServer() throws Exception {
        try (ScriptedBroker cloud = server(LOCAL);
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = start("localhost", cloud.port(), AUTHORITY, Optional.of(DEVICE));
                Peer peer = cloud.welcome()) {
            X509Certificate shown = (X509Certificate) session(peer).getPeerCertificates()[0];
            assertEquals(DEVICE.certificateId(), Identity.certificateId(shown));
            assertEquals(List.of("localhost"), names(session(peer)));
            TestBridge.publish(bridge, 0);
            assertEquals("0", peer.take().payload());
            bridge.close();
            peer.expect(RawPacket.DISCONNECT);
            assertEquals(List.of(), lines.warnings());
        }
    }

    @Test
    void connectsToAnAddressWithoutSni() throws Exception {
        try (ScriptedBroker cloud = server(LOCAL);
                Bridge bridge = start("127.0.0.1", cloud.port(), AUTHORITY, Optional.of(DEVICE));
                Peer peer = cloud.welcome()) {
            TestBridge.done(bridge.online());
            assertEquals(List.of(), names(session(peer)));
        }
    }

    /** Connects once to a peer with these names, and hands back why that failed. */
    private static String failure(ServerNames names, DevelopmentAuthority trusted, Optional<Identity> identity)
            throws Exception {
        try (ScriptedBroker cloud = server(names);
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge unused = start("localhost", cloud.port(), trusted, identity)) {
            assertThrows(AssertionError.class, cloud::welcome);
            return lines.await("next try in");
        }
    }

    @Test
    void refusesAServerWithAnotherName() throws Exception {
        String line =
                failure(new ServerNames(List.of("iot.example.com"), List.of(LOOPBACK)), AUTHORITY, Optional.of(DEVICE));
        assertTrue(line.startsWith("WARN cloud: the certificate of localhost:"), line);
        assertTrue(line.contains("is not valid for the name \"localhost\""), line);
    }

    @Test
    void refusesAServerOfAnotherAuthority() throws Exception {
        String line = failure(LOCAL, STRANGER, Optional.of(DEVICE));
        assertTrue(line.contains("is not trusted: its issuer is not in the CA file"), line);
    }

    @Test
    void saysThatTheServerDoesNotTakeOurCertificate() throws Exception {
        String line = failure(LOCAL, AUTHORITY, Optional.of(STRANGER.device("thing-1")));
        assertTrue(line.contains("refused our certificate") || line.contains("without CONNACK"), line);
    }

    @Test
    void saysThatTheServerWantsACertificate() throws Exception {
        String line = failure(LOCAL, AUTHORITY, Optional.empty());
        assertTrue(line.contains("refused our certificate") || line.contains("without CONNACK"), line);
    }

    @Test
    void saysThatThePeerDoesNotSpeakTls() throws Exception {
        try (ScriptedBroker cloud = ScriptedBroker.start();
                LogLines lines = LogLines.of("io.aromabridge.bridge");
                Bridge bridge = start("localhost", cloud.port(), AUTHORITY, Optional.of(DEVICE));
                Peer peer = cloud.accept()) {
            peer.connack(0);
            peer.publish(1, "a", "no TLS here");
            String line = lines.await("next try in");
            assertTrue(line.contains("does not speak TLS"), line);
        }
    }
}
