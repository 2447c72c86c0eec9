package io.aromabridge.certs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.certs.connect.ServerNameException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutualTlsTest {
    private static final InstantSource CLOCK = InstantSource.system();

    private final Path folder;

    MutualTlsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private final DevelopmentAuthority authority = DevelopmentAuthority.inMemory(CLOCK);

    @Test
    void filesOnDiskMakeAHandshakeByNameAndByAddress() throws Exception {
        DevelopmentAuthority onDisk = DevelopmentAuthority.open(folder.resolve("ca"), CLOCK);
        DeviceFiles files = onDisk.issueDevice("shooter", folder.resolve("device"));
        ClientTls tls = PemFiles.readClientTls(
                files.ca(), Optional.of(files.certificate()), Optional.of(files.privateKey()), CLOCK);
        Identity server = onDisk.serverIdentity(ServerNames.local(List.of()));
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            for (String host : List.of("localhost", "127.0.0.1")) {
                assertEquals(files.certificateId(), seenByServer(server, tls, host, protocol), host + " " + protocol);
            }
        }
    }

    @Test
    void identitiesInMemoryDoToo() throws Exception {
        Identity device = authority.device("shooter");
        ClientTls tls = ClientTls.of(List.of(authority.certificate()), Optional.of(device));
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            assertEquals(device.certificateId(), seenByServer(server(), tls, "localhost", protocol));
        }
    }

    @Test
    void anotherHostNameIsRefusedByTheClient() throws Exception {
        ClientTls tls = ClientTls.of(List.of(authority.certificate()), Optional.of(authority.device("shooter")));
        for (String host : List.of("iot.example.com", "192.0.2.1")) {
            SSLException e = assertThrows(SSLException.class, () -> seenByServer(server(), tls, host, "TLSv1.3"));
            ServerNameException wrong = assertInstanceOf(ServerNameException.class, e.getCause());
            assertTrue(wrong.names().contains("localhost"), wrong.toString());
        }
    }

    @Test
    void aServerOfAnotherAuthorityIsRefusedByTheClient() throws Exception {
        DevelopmentAuthority other = DevelopmentAuthority.inMemory(CLOCK);
        ClientTls tls = ClientTls.of(List.of(other.certificate()), Optional.of(authority.device("shooter")));
        assertThrows(SSLException.class, () -> seenByServer(server(), tls, "localhost", "TLSv1.3"));
    }

    @Test
    void aClientOfAnotherAuthorityOrExpiredIsLeftToTheRegistry() throws Exception {
        Instant now = CLOCK.instant();
        Identity stranger = DevelopmentAuthority.inMemory(CLOCK).device("stranger");
        Identity expired = authority.device("old", now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1)));
        for (Identity client : List.of(stranger, expired)) {
            ClientTls tls = ClientTls.of(List.of(authority.certificate()), Optional.of(client));
            assertEquals(client.certificateId(), seenByServer(server(), tls, "localhost", "TLSv1.3"));
        }
    }

    @Test
    void aClientWithoutCertificateIsRefusedByTheServer() throws Exception {
        ClientTls tls = ClientTls.of(List.of(authority.certificate()), Optional.empty());
        ExecutionException e =
                assertThrows(ExecutionException.class, () -> seenByServer(server(), tls, "localhost", "TLSv1.3"));
        assertTrue(String.valueOf(e.getMessage()).contains("Empty client certificate chain"), e.getMessage());
    }

    @Test
    void trustInAnyClientIsTrustInNoServer() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {AnyClientCertificate.trustAnyClientCertificate()}, null);
        assertThrows(SSLException.class, () -> seenByServer(server(), context, "localhost", "TLSv1.3"));
        assertEquals(0, AnyClientCertificate.trustAnyClientCertificate().getAcceptedIssuers().length);
    }

    @Test
    void tlsWithoutARootIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ClientTls.of(List.of(), Optional.empty()));
    }

    private Identity server() throws Exception {
        return authority.server(ServerNames.local(List.of()));
    }

    private static String seenByServer(Identity server, ClientTls client, String host, String protocol)
            throws Exception {
        return seenByServer(server, client.sslContext(), host, protocol);
    }

    /** Connects to a server of that identity under that host name; the id of the client's certificate. */
    private static String seenByServer(Identity server, SSLContext client, String host, String protocol)
            throws Exception {
        try (SSLServerSocket listener = listen(server, protocol)) {
            CompletableFuture<String> seen = new CompletableFuture<>();
            new Thread(() -> accept(listener, seen), "test-server").start();
            try (Socket plain = new Socket()) {
                plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()), 5_000);
                plain.setSoTimeout(5_000);
                try (SSLSocket socket = (SSLSocket)
                        client.getSocketFactory().createSocket(plain, host, listener.getLocalPort(), true)) {
                    SSLParameters parameters = socket.getSSLParameters();
                    parameters.setEndpointIdentificationAlgorithm("HTTPS");
                    socket.setSSLParameters(parameters);
                    socket.startHandshake();
                    return seen.get(5, TimeUnit.SECONDS);
                }
            }
        }
    }

    private static SSLServerSocket listen(Identity server, String protocol) throws Exception {
        KeyManagerFactory keys =
                ClientTls.of(server.chain(), Optional.of(server)).keyManagers().orElseThrow();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                keys.getKeyManagers(), new TrustManager[] {AnyClientCertificate.trustAnyClientCertificate()}, null);
        SSLServerSocket listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(true);
        listener.setSoTimeout(5_000);
        listener.setEnabledProtocols(new String[] {protocol});
        return listener;
    }

    private static void accept(SSLServerSocket listener, CompletableFuture<String> seen) {
        try (SSLSocket socket = (SSLSocket) listener.accept()) {
            socket.setSoTimeout(5_000);
            socket.startHandshake();
            // Before the close, which waits for the client's.
            seen.complete(
                    Identity.certificateId((X509Certificate) socket.getSession().getPeerCertificates()[0]));
        } catch (IOException e) {
            seen.completeExceptionally(e);
        }
    }
}
