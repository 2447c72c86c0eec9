package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients at the wrong port, or without the CA: one line for each, which says what to change. */
class WrongClientTest {
    private static final String GET = "GET /mqtt HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final LogLines lines = LogLines.of("io.aromabridge.broker");
    private MqttBroker broker;

    @BeforeEach
    void start() throws Exception {
        DevelopmentAuthority authority = DevelopmentAuthority.inMemory(InstantSource.system());
        Limits limits = new Limits(256 * 1024, 256, 65_535, 64, Duration.ofMillis(1500));
        ListenerOptions plain =
                ListenerOptions.tcp("plain", "127.0.0.1", 0, TestBroker.ANYBODY, limits, TestBroker.NO_TAP);
        ListenerOptions tls = ListenerOptions.tcp("tls", "127.0.0.1", 0, TestBroker.ANYBODY, limits, TestBroker.NO_TAP)
                .withTls(ListenerTls.of(authority.server(new ServerNames(List.of("localhost"), List.of()))));
        broker = MqttBroker.start(List.of(plain, tls), Journal.none(), InstantSource.system());
    }

    @AfterEach
    void stop() {
        broker.close();
        lines.close();
    }

    private Socket socket(String listener) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), broker.port(listener));
    }

    /** Sends bytes, waits until the broker hangs up, and has the only warning. */
    private String warning(Socket socket, byte[] bytes) throws Exception {
        try (socket) {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            drain(socket);
        }
        return onlyWarning();
    }

    private static void drain(Socket socket) {
        try {
            while (socket.getInputStream().read() >= 0) {
                continue;
            }
        } catch (IOException reset) {
            return;
        }
    }

    private String onlyWarning() throws Exception {
        String line = lines.await("WARN");
        // What comes from a next client is not before what the broker has to say of this one.
        try (RawClient next = new RawClient(socket("plain"))) {
            next.connected("next");
        }
        broker.close();
        assertEquals(1, lines.warnings().size(), lines.warnings().toString());
        return line;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] connect() {
        return RawClient.connect("c");
    }

    @Test
    void httpAtThePortForMqttIsNamed() throws Exception {
        String line = warning(socket("plain"), ascii(GET));
        assertTrue(line.contains("is refused: it speaks HTTP, and this port is for MQTT"), line);
    }

    @Test
    void tlsAtThePortForMqttIsNamed() throws Exception {
        String line = warning(socket("plain"), new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3});
        assertTrue(line.contains("is refused: it speaks TLS, and this port is for MQTT without"), line);
    }

    @Test
    void httpAtThePortForTlsIsNamed() throws Exception {
        String line = warning(socket("tls"), ascii(GET));
        assertTrue(line.contains("it does not speak TLS, but HTTP"), line);
    }

    @Test
    void plainMqttAtThePortForTlsIsNamed() throws Exception {
        String line = warning(socket("tls"), connect());
        assertTrue(line.contains("it does not speak TLS, but plain MQTT"), line);
    }

    @Test
    void httpWithinTlsIsNamed() throws Exception {
        SSLSocket socket = tls(new Trusting(() -> {}));
        String line = warning(socket, ascii(GET));
        assertTrue(line.contains("is refused: it speaks HTTP, and this port is for MQTT"), line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "tls"})
    void whatOnlyConnectsAndLeavesIsNoWarning(String listener) throws Exception {
        socket(listener).close();
        try (RawClient next = new RawClient(socket("plain"))) {
            next.connected("next");
        }
        broker.close();
        assertEquals(List.of(), lines.warnings());
    }

    @Test
    void aClientThatLeavesWhenItHasTheCertificateLacksTheCa() throws Exception {
        Socket plain = socket("tls");
        SSLSocket client = tls(plain, new Trusting(plain::close));
        assertThrows(IOException.class, client::startHandshake);
        String line = onlyWarning();
        assertTrue(line.contains("it closed the connection when it had this server's certificate"), line);
        assertTrue(line.contains("AmazonRootCA1.pem"), line);
    }

    @Test
    void aClientThatStopsWhenItHasTheCertificateLacksTheCa() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Socket plain = socket("tls");
        SSLSocket client = tls(plain, new Trusting(() -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("late");
        }));
        Thread shaking = new Thread(() -> assertThrows(IOException.class, client::startHandshake));
        shaking.start();
        String line = onlyWarning();
        over.countDown();
        shaking.join();
        assertTrue(line.contains("it did not go on when it had this server's certificate"), line);
        assertTrue(line.contains("AmazonRootCA1.pem"), line);
    }

    private SSLSocket tls(TrustManager trust) throws Exception {
        return tls(socket("tls"), trust);
    }

    private SSLSocket tls(Socket plain, TrustManager trust) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        return (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
    }

    private interface Check {
        void run() throws IOException;
    }

    /** Takes any certificate, after something. */
    private record Trusting(Check check) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            try {
                check.run();
            } catch (IOException e) {
                throw new CertificateException(e);
            }
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
