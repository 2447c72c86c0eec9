package io.aromabridge.bridge.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.Identity;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.certs.connect.ConnectAim;
import io.aromabridge.certs.connect.ConnectDiagnosis;
import io.aromabridge.certs.connect.ConnectFault;
import io.aromabridge.testing.mqtt.OddServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each row of the table of diagnoses against a real socket, for one client of the bridge: a subclass names the client. The
 * lines are logged as a bridge logs them. What needs a network is in {@link NetworkFaultContract}.
 */
public abstract class ConnectFaultContract {
    private static final Logger log = LoggerFactory.getLogger("diagnosis");
    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(800);

    private static final DevelopmentAuthority AUTHORITY = DevelopmentAuthority.inMemory(InstantSource.system());
    private static final DevelopmentAuthority STRANGER = DevelopmentAuthority.inMemory(InstantSource.system());
    private static final ServerNames LOCAL = new ServerNames(List.of("localhost"), List.of());
    private static final Identity DEVICE = AUTHORITY.device("thing-1");

    /** The client. */
    protected abstract Function<LinkSettings, ConnectionFactory> client();

    private static Endpoint plain(int port) {
        return new Endpoint("127.0.0.1", port, Optional.empty(), Optional.empty());
    }

    private static Endpoint tls(int port) {
        return tls(port, Optional.of(DEVICE));
    }

    private static Endpoint tls(int port, Optional<Identity> identity) {
        return new Endpoint(
                "localhost",
                port,
                Optional.of(ClientTls.of(List.of(AUTHORITY.certificate()), identity)),
                Optional.empty());
    }

    private static SSLContext server(DevelopmentAuthority authority, ServerNames names) {
        return ClientTls.of(List.of(AUTHORITY.certificate()), Optional.of(authority.server(names)))
                .sslContext();
    }

    private void see(ConnectFault fault, String detail, Endpoint endpoint) throws Exception {
        see(fault, detail, endpoint, PATIENT);
    }

    private void see(ConnectFault fault, String detail, Endpoint endpoint, Duration limit) throws Exception {
        SeenLine seen = SeenLine.of(client(), endpoint, limit);
        log.info("cloud: {}", seen.text());
        ConnectAim aim = endpoint.aim(SeenLine.CLIENT, limit);
        String expected = new ConnectDiagnosis(fault, detail).text(aim, endpoint.address());
        // Where the detail is a date, the text around it is compared.
        assertEquals(
                expected,
                detail.isEmpty() ? seen.text().replaceAll(" \\(not(Before|After): [^)]*", " (") : seen.text());
        assertEquals(fault.reason(), seen.reason());
    }

    @Test
    void aNameThatNobodyHas() throws Exception {
        see(ConnectFault.UNKNOWN_HOST, "", new Endpoint("nowhere.invalid", 8883, Optional.empty(), Optional.empty()));
    }

    @Test
    void aClosedPort() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        see(ConnectFault.CONNECTION_REFUSED, "connection refused", plain(port));
        see(ConnectFault.CONNECTION_REFUSED, "connection refused", tls(port));
    }

    @Test
    void aServerOfAForeignCa() throws Exception {
        try (OddServer server = OddServer.tls(server(STRANGER, LOCAL), socket -> {})) {
            see(ConnectFault.CERTIFICATE_UNTRUSTED, "", tls(server.port()));
        }
    }

    @Test
    void aServerWhoseCertificateHasExpired() throws Exception {
        InstantSource past = InstantSource.fixed(Instant.now().minus(Duration.ofDays(800)));
        certificateOf(past, ConnectFault.CERTIFICATE_EXPIRED);
    }

    @Test
    void aServerWhoseCertificateIsNotYetValid() throws Exception {
        InstantSource future = InstantSource.fixed(Instant.now().plus(Duration.ofDays(800)));
        certificateOf(future, ConnectFault.CERTIFICATE_NOT_YET_VALID);
    }

    private void certificateOf(InstantSource clock, ConnectFault fault) throws Exception {
        DevelopmentAuthority authority = DevelopmentAuthority.inMemory(clock);
        Endpoint endpoint;
        try (OddServer server = OddServer.tls(server(authority, LOCAL), socket -> {})) {
            endpoint = new Endpoint(
                    "localhost",
                    server.port(),
                    Optional.of(ClientTls.of(List.of(authority.certificate()), Optional.empty())),
                    Optional.empty());
            see(fault, "", endpoint);
        }
    }

    @Test
    void aServerWithAnotherName() throws Exception {
        ServerNames other = new ServerNames(List.of("iot.example.com"), List.of(InetAddress.getByName("192.0.2.1")));
        try (OddServer server = OddServer.tls(server(AUTHORITY, other), socket -> {})) {
            see(ConnectFault.CERTIFICATE_NAME, "iot.example.com, 192.0.2.1", tls(server.port()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "40, handshake_failure, ALERT_PARAMETERS",
        "42, bad_certificate, ALERT_CERTIFICATE",
        "43, unsupported_certificate, ALERT_CERTIFICATE",
        "44, certificate_revoked, ALERT_CERTIFICATE",
        "45, certificate_expired, ALERT_CERTIFICATE",
        "46, certificate_unknown, ALERT_CERTIFICATE",
        "48, unknown_ca, ALERT_CERTIFICATE",
        "49, access_denied, ALERT_CERTIFICATE",
        "70, protocol_version, ALERT_VERSION",
        "71, insufficient_security, ALERT_PARAMETERS",
        "80, internal_error, ALERT_OTHER",
        "112, unrecognized_name, ALERT_NAME",
        "116, certificate_required, ALERT_CERTIFICATE",
        "120, no_application_protocol, ALERT_ALPN",
    })
    void anAlertInAnswerToTheClientHello(int code, String name, ConnectFault fault) throws Exception {
        try (OddServer server = OddServer.answering(new byte[] {0x15, 3, 3, 0, 2, 2, (byte) code})) {
            see(fault, name, tls(server.port()));
        }
    }

    @Test
    void anAlertThatComesEncryptedAfterTheHandshake() throws Exception {
        try (OddServer server = OddServer.mutualTls(server(AUTHORITY, LOCAL))) {
            see(
                    ConnectFault.ALERT_CERTIFICATE,
                    "certificate_unknown",
                    tls(server.port(), Optional.of(STRANGER.device("x"))));
        }
    }

    @Test
    void anEndWithoutAlertInTheHandshake() throws Exception {
        try (OddServer server = OddServer.of(socket -> {
            int first = socket.getInputStream().read();
            assert first >= 0;
            socket.close();
        })) {
            see(ConnectFault.TLS_CLOSED, "", tls(server.port()));
        }
        try (OddServer server = OddServer.of(Socket::close)) {
            see(ConnectFault.TLS_CLOSED, "", tls(server.port()));
        }
    }

    @Test
    void aSilentServer() throws Exception {
        try (OddServer server = OddServer.of(socket -> {})) {
            see(ConnectFault.TLS_SILENT, "", tls(server.port()), SHORT);
            see(ConnectFault.NO_CONNACK, "", plain(server.port()), SHORT);
        }
        try (OddServer server = OddServer.tls(server(AUTHORITY, LOCAL), socket -> {})) {
            see(ConnectFault.NO_CONNACK, "", tls(server.port()), Duration.ofSeconds(3));
        }
    }

    @Test
    void aServerThatStopsWithinTheHandshake() throws Exception {
        try (OddServer server = OddServer.answering(new byte[] {0x16, 3, 3, 0, 0x7a, 2})) {
            see(ConnectFault.TLS_STALLED, "", tls(server.port()), SHORT);
        }
    }

    @Test
    void aServerOfPlainTextOnAPortForTls() throws Exception {
        try (OddServer server = OddServer.answering(ascii("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            see(ConnectFault.HTTP_ON_TLS, "", tls(server.port()));
        }
        try (OddServer server = OddServer.answering(new byte[] {0x20, 2, 0, 0})) {
            see(ConnectFault.NOT_TLS, " (it sent \" \\x02\\x00\\x00\")", tls(server.port()));
        }
    }

    @Test
    void aServerThatDoesNotSpeakMqtt() throws Exception {
        try (OddServer server = OddServer.answering(ascii("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            see(ConnectFault.HTTP_NOT_MQTT, "", plain(server.port()));
        }
        try (OddServer server = OddServer.answering(ascii("220 mail\r\n"))) {
            see(ConnectFault.NOT_MQTT, " (it sent \"220 mail\\x0d\\x0a\")", plain(server.port()));
        }
        try (OddServer server = OddServer.answering(new byte[] {0x15, 3, 3, 0, 2, 2, 10})) {
            see(ConnectFault.TLS_ON_PLAIN, "", plain(server.port()));
        }
        try (OddServer server = OddServer.tls(server(AUTHORITY, LOCAL), socket -> {
            int first = socket.getInputStream().read();
            assert first >= 0;
            socket.getOutputStream().write(ascii("HTTP/1.1 400 Bad Request\r\n\r\n"));
        })) {
            see(ConnectFault.HTTP_NOT_MQTT, "", tls(server.port()));
        }
    }

    @Test
    void anEndWithoutConnack() throws Exception {
        OddServer.Behaviour end = socket -> {
            int read = socket.getInputStream().read(new byte[100]);
            assert read > 0;
            socket.close();
        };
        try (OddServer server = OddServer.tls(server(AUTHORITY, LOCAL), end)) {
            see(ConnectFault.CLOSED_AFTER_TLS, "", tls(server.port()));
        }
        try (OddServer server = OddServer.of(end)) {
            see(ConnectFault.CLOSED_PLAIN, "", plain(server.port()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, CONNACK_VERSION",
        "2, CONNACK_CLIENT_ID",
        "3, CONNACK_UNAVAILABLE",
        "4, CONNACK_LOGIN",
        "5, CONNACK_NOT_AUTHORIZED",
        "77, CONNACK_OTHER",
    })
    void aConnackThatRefuses(int code, ConnectFault fault) throws Exception {
        try (OddServer server = OddServer.answering(new byte[] {0x20, 2, 0, (byte) code})) {
            Endpoint endpoint = plain(server.port());
            SeenLine seen = SeenLine.of(client(), endpoint, PATIENT);
            log.info("cloud: {}", seen.text());
            assertTrue(seen.text().contains("(CONNACK " + code), seen.text());
            assertTrue(seen.text().endsWith("; " + fault.fix()), seen.text());
            assertEquals(fault.reason(), seen.reason());
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
