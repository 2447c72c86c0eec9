package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.broker.options.ListenerTls.ClientCertificates;
import io.aromabridge.broker.options.ListenerTls.Sni;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.Identity;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.core.journal.Journal;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever begins a connection and does not go on is dropped, also before it has come to MQTT. */
@Timeout(20)
class StalledHandshakeTest {
    /** The head of a TLS record with a ClientHello of 512 bytes, and its first bytes. */
    private static final byte[] HALF_A_HELLO = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3, 1, 2, 3};

    private static final byte[] HALF_AN_UPGRADE = {'G', 'E', 'T', ' ', '/', 'm', 'q'};

    private static MqttBroker broker(int certificates) throws Exception {
        DevelopmentAuthority authority = DevelopmentAuthority.inMemory(InstantSource.system());
        List<Identity> servers = new ArrayList<>();
        for (int i = 0; i < certificates; i++) {
            servers.add(authority.server(new ServerNames(List.of("name-" + i), List.of())));
        }
        Limits limits = new Limits(1024, 64, 128, 10, Duration.ofMillis(200));
        ListenerOptions plain =
                ListenerOptions.tcp("port", "127.0.0.1", 0, TestBroker.ANYBODY, limits, TestBroker.NO_TAP);
        ListenerOptions options = servers.isEmpty()
                ? plain.overWebSocket("/mqtt")
                : plain.withTls(new ListenerTls(
                        servers, new ClientCertificates.None(), Optional.empty(), Sni.OPTIONAL, unused -> true));
        return MqttBroker.start(List.of(options), Journal.none(), InstantSource.system());
    }

    @ParameterizedTest(name = "{0} certificates, says something: {1}")
    @CsvSource({"1, false", "1, true", "2, false", "2, true", "0, false", "0, true"})
    void isDropped(int certificates, boolean saysSomething) throws Exception {
        try (MqttBroker broker = broker(certificates);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), broker.port("port"))) {
            if (saysSomething) {
                socket.getOutputStream().write(certificates == 0 ? HALF_AN_UPGRADE : HALF_A_HELLO);
            }
            int read = 0;
            while (read >= 0) {
                // An alert may come before the end.
                read = socket.getInputStream().read();
            }
            assertTrue(read < 0, "closed");
        }
    }
}
