package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.AuthenticationResult.Accepted;
import io.aromabridge.broker.auth.AuthenticationResult.Answer;
import io.aromabridge.broker.auth.AuthenticationResult.Refused;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.CertificateAuthenticator;
import io.aromabridge.broker.auth.Credentials;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.broker.options.ListenerTls.ClientCertificates;
import io.aromabridge.broker.options.ListenerTls.Sni;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.Identity;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.mqtt.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** A TLS listener of the local broker: server certificates by name, client certificates beside passwords. */
class TlsListenerTest {
    private final DevelopmentAuthority authority = DevelopmentAuthority.inMemory(InstantSource.system());
    private final DevelopmentAuthority stranger = DevelopmentAuthority.inMemory(InstantSource.system());

    /** Lets nobody in without a certificate. */
    private static final Authenticator NO_PASSWORD = c -> new Refused(Answer.NOT_AUTHORIZED, "no password");

    private Identity server(String... names) {
        return authority.server(new ServerNames(List.of(names), List.of()));
    }

    private MqttBroker broker(ListenerTls tls, Authenticator authenticator) throws AromaException {
        return MqttBroker.start(
                List.of(ListenerOptions.tcp("tls", "127.0.0.1", 0, authenticator, Limits.DEFAULT, TestBroker.NO_TAP)
                        .withTls(tls)),
                Journal.none(),
                InstantSource.system());
    }

    private SSLSocket socket(MqttBroker broker, String sni, Optional<Identity> identity) throws IOException {
        ClientTls tls = ClientTls.of(List.of(authority.certificate()), identity);
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), broker.port("tls"));
        SSLSocket socket =
                (SSLSocket) tls.sslContext().getSocketFactory().createSocket(plain, sni, broker.port("tls"), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(sni)));
        socket.setSSLParameters(parameters);
        return socket;
    }

    private String subject(MqttBroker broker, String sni) throws Exception {
        try (SSLSocket socket = socket(broker, sni, Optional.empty())) {
            socket.startHandshake();
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return String.valueOf(certificate.getSubjectAlternativeNames());
        }
    }

    @Test
    void theNameThatTheClientAsksForChoosesTheCertificate() throws Exception {
        ListenerTls tls = new ListenerTls(
                List.of(server("one.test"), server("two.test", "*.wild.test")),
                new ClientCertificates.None(),
                Optional.empty(),
                Sni.OPTIONAL,
                unused -> false);
        try (MqttBroker broker = broker(tls, TestBroker.ANYBODY)) {
            assertTrue(subject(broker, "one.test").contains("one.test"));
            assertTrue(subject(broker, "two.test").contains("two.test"));
            assertTrue(subject(broker, "a.wild.test").contains("two.test"));
            assertTrue(subject(broker, "unknown.test").contains("one.test"), "the first serves all others");
            try (RawClient client = new RawClient(socket(broker, "two.test", Optional.empty()))) {
                client.connected("c").subscribed("t", 0).send(RawClient.publish(0, "t", 0, "x"));
                assertEquals("x", client.read(3).payload());
            }
        }
    }

    private ListenerTls signedByUs(boolean required) {
        return new ListenerTls(
                List.of(server("localhost")),
                new ClientCertificates.SignedBy(List.of(authority.certificate()), required),
                Optional.empty(),
                Sni.OPTIONAL,
                unused -> false);
    }

    @Test
    void aCertificateOfOurAuthorityNeedsNoPassword() throws Exception {
        Authenticator authenticator = new CertificateAuthenticator(NO_PASSWORD);
        try (MqttBroker broker = broker(signedByUs(false), authenticator)) {
            try (RawClient client = new RawClient(socket(broker, "localhost", Optional.of(authority.device("lamp"))))) {
                client.connected("with");
            }
            try (RawClient client = new RawClient(socket(broker, "localhost", Optional.empty()))) {
                client.send(RawClient.connect("without"));
                assertEquals(5, client.read(2).body()[1], "left to the password, of which there is none");
            }
            assertThrows(IOException.class, () -> {
                try (RawClient client =
                        new RawClient(socket(broker, "localhost", Optional.of(stranger.device("lamp"))))) {
                    client.connected("stranger");
                }
            });
        }
    }

    @Test
    void aRequiredCertificateKeepsTheOthersOut() throws Exception {
        try (MqttBroker broker = broker(signedByUs(true), new CertificateAuthenticator(TestBroker.ANYBODY))) {
            assertThrows(IOException.class, () -> {
                try (RawClient client = new RawClient(socket(broker, "localhost", Optional.empty()))) {
                    client.connected("without");
                }
            });
            new RawClient(socket(broker, "localhost", Optional.of(authority.device("lamp"))))
                    .connected("with")
                    .close();
        }
    }

    @Test
    void thePrincipalOfACertificateIsItsCommonName() {
        AuthenticationResult verdict = new CertificateAuthenticator(NO_PASSWORD)
                .authenticate(new Credentials(
                        "c",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(authority.device("lamp").certificate())));
        assertEquals(new Accepted(new Principal(Principal.Kind.CERTIFICATE, "AWS IoT Certificate")), verdict);
    }
}
