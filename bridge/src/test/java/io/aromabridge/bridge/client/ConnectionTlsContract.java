package io.aromabridge.bridge.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aromabridge.bridge.link.Connection;
import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.Identity;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.certs.connect.AlpnException;
import io.aromabridge.certs.connect.ConnectFailedException;
import io.aromabridge.certs.connect.ConnectPhase;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS and addresses of a client of the bridge, as the server sees them: a subclass names the client. */
@Timeout(60)
public abstract class ConnectionTlsContract {
    private static final String ALPN = "x-amzn-mqtt-ca";
    private static final byte[] ACCEPTED = {0x20, 2, 0, 0};
    private static final DevelopmentAuthority AUTHORITY = DevelopmentAuthority.inMemory(InstantSource.system());
    private static final Identity DEVICE = AUTHORITY.device("thing-1");

    /** The client. */
    protected abstract ConnectionFactory client(LinkSettings settings, HostResolver resolver);

    /** What the server sees of a handshake. */
    private record Seen(List<String> names, List<String> offered, String picked) {}

    private static SSLContext server() throws Exception {
        ServerNames names =
                new ServerNames(List.of("localhost", "iot.example.com"), List.of(InetAddress.getLoopbackAddress()));
        return ClientTls.of(List.of(AUTHORITY.certificate()), Optional.of(AUTHORITY.server(names)))
                .sslContext();
    }

    private static ClientTls tls() {
        return ClientTls.of(List.of(AUTHORITY.certificate()), Optional.of(DEVICE));
    }

    private static List<InetAddress> loopback() {
        return List.of(InetAddress.getLoopbackAddress());
    }

    /** One connection to a server that picks this protocol; empty for none. */
    private Seen connect(String host, ClientTls tls, String picks) throws Exception {
        try (SSLServerSocket socket = (SSLServerSocket)
                server().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            socket.setNeedClientAuth(true);
            CompletableFuture<Seen> seen = CompletableFuture.supplyAsync(() -> serve(socket, picks));
            Endpoint endpoint = new Endpoint(host, socket.getLocalPort(), Optional.of(tls), Optional.empty());
            try (ConnectionFactory factory =
                    client(ContractSettings.of(endpoint, Duration.ofSeconds(60)), unused -> loopback())) {
                Connection connection = factory.create(new Arrivals());
                connection.connect().toCompletableFuture().get(20, TimeUnit.SECONDS);
                Seen result = seen.get(20, TimeUnit.SECONDS);
                connection.end(false).toCompletableFuture().get(20, TimeUnit.SECONDS);
                return result;
            }
        }
    }

    private static Seen serve(SSLServerSocket server, String picks) {
        try {
            SSLSocket socket = (SSLSocket) server.accept();
            CompletableFuture<List<String>> offered = new CompletableFuture<>();
            if (!picks.isEmpty()) {
                socket.setHandshakeApplicationProtocolSelector((unused, protocols) -> {
                    offered.complete(protocols);
                    return picks;
                });
            }
            socket.startHandshake();
            int first = socket.getInputStream().read();
            assertEquals(0x10, first, "CONNECT");
            socket.getOutputStream().write(ACCEPTED);
            List<String> names = ((ExtendedSSLSession) socket.getSession())
                    .getRequestedServerNames().stream()
                            .map(name -> new String(name.getEncoded(), StandardCharsets.UTF_8))
                            .toList();
            return new Seen(names, offered.getNow(List.of()), socket.getApplicationProtocol());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"localhost, localhost", "iot.example.com, iot.example.com", "127.0.0.1, ''"})
    void sniIsTheNameAndNeverAnAddress(String host, String expected) throws Exception {
        assertEquals(
                new Seen(expected.isEmpty() ? List.of() : List.of(expected), List.of(), ""), connect(host, tls(), ""));
    }

    @Test
    void alpnIsOfferedAsTheOnlyProtocol() throws Exception {
        assertEquals(
                new Seen(List.of("localhost"), List.of(ALPN), ALPN), connect("localhost", tls().withAlpn(ALPN), ALPN));
    }

    @Test
    void aServerWithoutAlpnIsAFailureOfTheHandshake() throws Exception {
        ExecutionException failure =
                assertThrows(ExecutionException.class, () -> connect("localhost", tls().withAlpn(ALPN), ""));
        ConnectFailedException failed = assertInstanceOf(ConnectFailedException.class, failure.getCause());
        assertEquals(ConnectPhase.TLS, failed.phase());
        assertInstanceOf(AlpnException.class, failed.getCause());
    }

    @Test
    void theNextAddressIsTriedWhenOneRefuses() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            // The broker is at 127.0.0.1 alone.
            List<InetAddress> addresses = List.of(
                    InetAddress.getByName("127.0.0.2"),
                    InetAddress.getByName("127.0.0.3"),
                    InetAddress.getLoopbackAddress());
            Endpoint endpoint = new Endpoint("several.example.com", broker.port(), Optional.empty(), Optional.empty());
            try (ConnectionFactory factory =
                    client(ContractSettings.of(endpoint, Duration.ofSeconds(60)), unused -> addresses)) {
                Connection connection = factory.create(new Arrivals());
                CompletableFuture<Void> done = connection.connect().toCompletableFuture();
                broker.welcome();
                done.get(20, TimeUnit.SECONDS);
                connection.end(false).toCompletableFuture().get(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void whenAllAddressesRefuseTheLastRefusalIsTheFailure() throws Exception {
        int port;
        try (ScriptedBroker closed = ScriptedBroker.start()) {
            port = closed.port();
        }
        Endpoint endpoint = new Endpoint("several.example.com", port, Optional.empty(), Optional.empty());
        List<InetAddress> addresses = List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.3"));
        try (ConnectionFactory factory =
                client(ContractSettings.of(endpoint, Duration.ofSeconds(60)), unused -> addresses)) {
            Connection connection = factory.create(new Arrivals());
            ExecutionException failure = assertThrows(
                    ExecutionException.class,
                    () -> connection.connect().toCompletableFuture().get(20, TimeUnit.SECONDS));
            ConnectFailedException failed = assertInstanceOf(ConnectFailedException.class, failure.getCause());
            assertEquals(ConnectPhase.TCP, failed.phase());
            assertInstanceOf(ConnectException.class, failed.getCause());
            connection.end(false).toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }
}
