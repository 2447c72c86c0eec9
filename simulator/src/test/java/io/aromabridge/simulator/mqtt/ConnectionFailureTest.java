package io.aromabridge.simulator.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.Identity;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.certs.connect.ConnectDiagnosis;
import io.aromabridge.certs.connect.ConnectFault;
import io.aromabridge.core.AromaException;
import io.aromabridge.testing.mqtt.OddServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands name what goes wrong as the bridge does: rows of the table of diagnoses, against real sockets. */
class ConnectionFailureTest {
    private static final Logger log = LoggerFactory.getLogger("diagnosis");
    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(800);

    private static final DevelopmentAuthority AUTHORITY = DevelopmentAuthority.inMemory(InstantSource.system());
    private static final DevelopmentAuthority STRANGER = DevelopmentAuthority.inMemory(InstantSource.system());
    private static final ServerNames LOCAL = new ServerNames(List.of("localhost"), List.of());

    private static Endpoint plain(int port) {
        return new Endpoint("127.0.0.1", port, Optional.empty(), Optional.empty());
    }

    private static Endpoint tls(int port) {
        return tls(port, AUTHORITY.device("thing-1"));
    }

    private static Endpoint tls(int port, Identity identity) {
        return new Endpoint(
                "localhost",
                port,
                Optional.of(ClientTls.of(List.of(AUTHORITY.certificate()), Optional.of(identity))),
                Optional.empty());
    }

    private static SSLContext server(DevelopmentAuthority authority, ServerNames names) {
        return ClientTls.of(List.of(AUTHORITY.certificate()), Optional.of(authority.server(names)))
                .sslContext();
    }

    private static void see(ConnectFault fault, String detail, Endpoint endpoint, Duration limit) {
        AromaException e = assertThrows(AromaException.class, () -> MqttConnection.connect(endpoint, "one", limit));
        log.info("{}", e.getMessage());
        String text = new ConnectDiagnosis(fault, detail).text(endpoint.aim("one", limit), "the server");
        assertEquals("cannot connect to " + endpoint + ": " + text, e.getMessage());
        assertEquals(fault.kind(), e.kind());
    }

    @Test
    void noServer() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        see(ConnectFault.CONNECTION_REFUSED, "connection refused", plain(port), PATIENT);
        see(ConnectFault.CONNECTION_REFUSED, "connection refused", tls(port), PATIENT);
        Endpoint unknown = new Endpoint("nowhere.invalid", port, Optional.empty(), Optional.empty());
        see(ConnectFault.UNKNOWN_HOST, "", unknown, PATIENT);
    }

    @Test
    void aServerOfAForeignCaOrWithAnotherName() throws Exception {
        try (OddServer server = OddServer.tls(server(STRANGER, LOCAL), socket -> {})) {
            see(ConnectFault.CERTIFICATE_UNTRUSTED, "", tls(server.port()), PATIENT);
        }
        ServerNames other = new ServerNames(List.of("iot.example.com"), List.of());
        try (OddServer server = OddServer.tls(server(AUTHORITY, other), socket -> {})) {
            see(ConnectFault.CERTIFICATE_NAME, "iot.example.com", tls(server.port()), PATIENT);
        }
    }

    @Test
    void aServerThatWantsAnotherCertificate() throws Exception {
        try (OddServer server = OddServer.mutualTls(server(AUTHORITY, LOCAL))) {
            Endpoint endpoint = tls(server.port(), STRANGER.device("x"));
            see(ConnectFault.ALERT_CERTIFICATE, "certificate_unknown", endpoint, PATIENT);
        }
    }

    @Test
    void anAlertInAnswerToTheClientHello() throws Exception {
        try (OddServer server = OddServer.answering(new byte[] {0x15, 3, 3, 0, 2, 2, 112})) {
            see(ConnectFault.ALERT_NAME, "unrecognized_name", tls(server.port()), PATIENT);
        }
    }

    @Test
    void aSilentServer() throws Exception {
        try (OddServer server = OddServer.of(socket -> {})) {
            see(ConnectFault.TLS_SILENT, "", tls(server.port()), SHORT);
            see(ConnectFault.NO_CONNACK, "", plain(server.port()), SHORT);
        }
    }

    @Test
    void aServerThatHangsUp() throws Exception {
        try (OddServer server = OddServer.of(Socket::close)) {
            see(ConnectFault.TLS_CLOSED, "", tls(server.port()), PATIENT);
        }
        OddServer.Behaviour end = socket -> {
            int read = socket.getInputStream().read(new byte[100]);
            assert read > 0;
            socket.close();
        };
        try (OddServer server = OddServer.of(end)) {
            see(ConnectFault.CLOSED_PLAIN, "", plain(server.port()), PATIENT);
        }
        try (OddServer server = OddServer.tls(server(AUTHORITY, LOCAL), end)) {
            see(ConnectFault.CLOSED_AFTER_TLS, "", tls(server.port()), PATIENT);
        }
    }

    @Test
    void aServerWithoutTlsOnAPortForTls() throws Exception {
        byte[] http = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (OddServer server = OddServer.answering(http)) {
            see(ConnectFault.NOT_TLS, "", tls(server.port()), PATIENT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, CONNACK_VERSION",
        "2, CONNACK_CLIENT_ID",
        "3, CONNACK_UNAVAILABLE",
        "4, CONNACK_LOGIN",
        "5, CONNACK_NOT_AUTHORIZED"
    })
    void aConnackThatRefuses(int code, ConnectFault fault) throws Exception {
        try (OddServer server = OddServer.answering(new byte[] {0x20, 2, 0, (byte) code})) {
            see(fault, "", plain(server.port()), PATIENT);
        }
    }
}
