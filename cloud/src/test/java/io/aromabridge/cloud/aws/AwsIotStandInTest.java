package io.aromabridge.cloud.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.options.ListenerTls.Sni;
import io.aromabridge.certs.Identity;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.testing.mqtt.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may connect to the stand-in, and what the others see: as on AWS IoT, and the log says why. */
class AwsIotStandInTest {
    @TempDir
    private Path folder;

    private StandIn standIn;

    @BeforeEach
    void start() throws Exception {
        standIn = new StandIn(folder, Sni.WARN);
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    /** Sends CONNECT and expects the connection to end without a byte. */
    private static void assertClosedWithoutConnack(RawClient client) throws IOException {
        client.send(RawClient.connect("c"));
        assertEquals(Optional.empty(), client.readOrEnd());
    }

    @Test
    void aRegisteredThingPublishesToAnother() throws Exception {
        try (RawClient shooter = standIn.client(standIn.thing("shooter"));
                RawClient sender = standIn.client(standIn.thing("sender"))) {
            shooter.connected("shooter").subscribed("a/b", 1);
            sender.connected("sender").send(RawClient.publish(2, "a/b", 1, "x"));
            assertEquals(1, sender.read(4).packetId());
            assertEquals("x", shooter.read(3).payload());
            assertTrue(standIn.isQuiet(), "a healthy run warns of nothing");
        }
    }

    @Test
    void ignoresTheUserNameThatSdksSend() throws Exception {
        try (RawClient client = standIn.client(standIn.thing("t"))) {
            client.send(RawClient.connect(4, 0x82, "c", RawClient.text("?SDK=Python&Version=1.5.4")));
            assertEquals(0, client.read(2).body()[1]);
        }
    }

    @Test
    void aCertificateThatIsNotRegisteredIsClosedWithoutConnack() throws Exception {
        Identity stranger = standIn.authority.device("stranger");
        try (RawClient client = standIn.client(stranger)) {
            assertClosedWithoutConnack(client);
        }
        String warning = standIn.warning();
        assertTrue(warning.contains("its certificate " + stranger.certificateId()), warning);
        assertTrue(warning.contains("is not registered: aroma cloud thing add NAME"), warning);
    }

    @Test
    void anExpiredCertificateIsClosedWithoutConnack() throws Exception {
        Instant now = InstantSource.system().instant();
        Identity old = standIn.authority.device("old", now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1)));
        standIn.registry.register("old", old.certificate());
        try (RawClient client = standIn.client(old)) {
            assertClosedWithoutConnack(client);
        }
        String warning = standIn.warning();
        assertTrue(warning.contains("expired on"), warning);
    }

    @Test
    void aCertificateThatExpiresMeanwhileIsRefusedFromThenOn() throws Exception {
        Identity thing = standIn.thing("t");
        standIn.client(thing).connected("before").close();
        standIn.setClock(thing.certificate().getNotAfter().toInstant().plus(Duration.ofSeconds(1)));
        try (RawClient client = standIn.client(thing)) {
            assertClosedWithoutConnack(client);
        }
        String warning = standIn.warning();
        assertTrue(warning.contains("expired on"), warning);
    }

    @Test
    void bothPortsLeaveTheirHopsUnderThePlaceCloud() throws Exception {
        Optional<Identity> thing = Optional.of(standIn.thing("t"));
        for (RawClient each : List.of(
                standIn.client(thing.get()),
                standIn.client(standIn.cloud.alpnPort(), thing, "localhost", "x-amzn-mqtt-ca"))) {
            try (each) {
                each.connected("c").send(RawClient.publish(2, "a", 1, "x")).read(4);
            }
        }
        assertEquals(
                List.of("cloud", "cloud"),
                standIn.journal.hops().stream().map(Hop::place).toList());
    }

    @Test
    void aCertificateSetInactiveInItsFileIsRefusedFromThenOn() throws Exception {
        Identity thing = standIn.thing("t");
        standIn.client(thing).connected("before").close();
        Path file = folder.resolve("certificates").resolve(thing.certificateId() + ".json");
        Files.writeString(file, Files.readString(file).replace("ACTIVE", "INACTIVE"));
        try (RawClient client = standIn.client(thing)) {
            assertClosedWithoutConnack(client);
        }
        String warning = standIn.warning();
        assertTrue(warning.contains("of thing 't' is INACTIVE"), warning);
        Files.writeString(file, "{ damaged");
        try (RawClient client = standIn.client(thing)) {
            assertClosedWithoutConnack(client);
        }
        warning = standIn.warning();
        assertTrue(warning.contains("it is no registration"), warning);
    }

    @Test
    void noCertificateFailsTheHandshake() throws Exception {
        try (RawClient client = standIn.client(standIn.cloud.port(), Optional.empty(), "localhost")) {
            assertThrows(IOException.class, () -> {
                assertClosedWithoutConnack(client);
                throw new IOException("closed at the first read, as TLS 1.3 does");
            });
        }
        String warning = standIn.warning();
        assertTrue(warning.contains("it showed no certificate"), warning);
        standIn.close();
        assertTrue(standIn.isQuiet(), "said once");
    }

    @Test
    void plainMqttIsTurnedAwayWithAReason() throws Exception {
        try (RawClient client = new RawClient(new Socket(InetAddress.getLoopbackAddress(), standIn.cloud.port()))) {
            client.send(RawClient.connect("plain"));
            assertEquals(Optional.empty(), client.readOrEnd().filter(p -> p.type() == 2));
        }
        String warning = standIn.warning();
        assertTrue(warning.contains("it does not speak TLS"), warning);
    }

    @Test
    void thePortOfAlpnNeedsTheProtocolOfAws() throws Exception {
        Identity thing = standIn.thing("t");
        int port = standIn.cloud.alpnPort();
        try (RawClient client = standIn.client(port, Optional.of(thing), "localhost", "x-amzn-mqtt-ca")) {
            client.connected("c");
        }
        try (RawClient client = standIn.client(port, Optional.of(thing), "localhost")) {
            client.send(RawClient.connect("none"));
            assertEquals(Optional.empty(), client.readOrEnd());
        }
        String warning = standIn.warning();
        assertTrue(warning.contains("it offered no ALPN protocol, and this port needs x-amzn-mqtt-ca"), warning);
        try (RawClient client = standIn.client(port, Optional.of(thing), "localhost", "mqtt")) {
            assertThrows(IOException.class, () -> client.send(RawClient.connect("other")));
        }
        warning = standIn.warning();
        assertTrue(warning.contains("another ALPN protocol than x-amzn-mqtt-ca"), warning);
    }

    @Test
    void aClientWithoutSniIsServedWithAWarningOrRefused() throws Exception {
        Identity thing = standIn.thing("t");
        try (RawClient client = standIn.client(standIn.cloud.port(), Optional.of(thing), "127.0.0.1")) {
            client.connected("c");
        }
        String warning = standIn.warning();
        assertTrue(warning.contains("sent no SNI"), warning);
        Identity simulator = standIn.thing("simulator");
        try (RawClient client = standIn.client(standIn.cloud.port(), Optional.of(simulator), "127.0.0.1")) {
            client.connected("excused");
        }
        assertTrue(standIn.isQuiet(), "the simulated devices are excused");
        try (StandIn strict = new StandIn(folder.resolve("strict"), Sni.STRICT)) {
            try (RawClient client = strict.client(strict.cloud.port(), Optional.of(strict.thing("t")), "127.0.0.1")) {
                assertClosedWithoutConnack(client);
            }
        }
    }
}
