package io.aromabridge.simulator.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.testing.mqtt.FakeBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutualTlsTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final KeyPairs keys;
    private final FakeBroker broker;

    MutualTlsTest(@TempDir Path dir) throws Exception {
        keys = new KeyPairs(dir);
        broker = new FakeBroker(keys.serverSocket());
    }

    @AfterAll
    void closeBroker() throws Exception {
        broker.close();
    }

    private Endpoint endpoint(String host, String trusted, Optional<String> identity) throws Exception {
        return new Endpoint(host, broker.port(), Optional.of(keys.client(trusted, identity)), Optional.empty());
    }

    private static AromaException failure(Endpoint endpoint) {
        return assertThrows(AromaException.class, () -> MqttConnection.connect(endpoint, "one", LONG)
                .close());
    }

    @Test
    void connectsWithTheCertificateThatIsTrusted() throws Exception {
        try (MqttConnection connection =
                MqttConnection.connect(endpoint("localhost", "server", Optional.of("device")), "one", LONG)) {
            MqttConnection.await(connection.publish(Message.of("a/b", "x", QoS.AT_LEAST_ONCE)));
            assertEquals(2, broker.nextPublish().flags());
        }
    }

    @Test
    void refusesAServerWhoseCertificateHoldsAnotherName() throws Exception {
        AromaException e = failure(endpoint("127.0.0.1", "server", Optional.of("device")));
        assertEquals(AromaException.Kind.UNREACHABLE, e.kind());
        assertTrue(
                String.valueOf(e.getMessage()).contains("is not valid for the name \"127.0.0.1\", only for"),
                e.getMessage());
    }

    @Test
    void refusesAServerThatIsNotTrusted() throws Exception {
        AromaException e = failure(endpoint("localhost", "stranger", Optional.of("device")));
        assertEquals(AromaException.Kind.UNREACHABLE, e.kind());
        assertTrue(String.valueOf(e.getMessage()).contains("its issuer is not in the CA file"), e.getMessage());
    }

    @Test
    void saysThatACertificateIsRefused() throws Exception {
        AromaException e = failure(endpoint("localhost", "server", Optional.of("stranger")));
        assertEquals(AromaException.Kind.REFUSED, e.kind(), e.getMessage());
    }

    @Test
    void saysThatACertificateIsMissing() throws Exception {
        AromaException e = failure(endpoint("localhost", "server", Optional.empty()));
        assertEquals(AromaException.Kind.REFUSED, e.kind(), e.getMessage());
    }

    @Test
    void saysThatItWasHungUpOnWithinTheHandshake() throws Exception {
        try (FakeBroker plain = new FakeBroker()) {
            // What is no CONNECT is closed without an answer, and so is the first record of a handshake.
            plain.connack = -1;
            AromaException e = failure(new Endpoint(
                    "localhost",
                    plain.port(),
                    Optional.of(keys.client("server", Optional.of("device"))),
                    Optional.empty()));
            assertEquals(AromaException.Kind.REFUSED, e.kind(), e.getMessage());
            assertTrue(
                    String.valueOf(e.getMessage()).contains("aborted the TLS handshake without an alert"),
                    e.getMessage());
        }
    }
}
