package io.aromabridge.cloud.murano;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.cloud.murano.product.Profile;
import io.aromabridge.testing.mqtt.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One TLS port for all products: the name that a client asks for chooses. */
class SharedPortTest {
    @TempDir
    Path folder = Path.of("");

    private static void assertOneLine(Murano murano, String part) throws InterruptedException {
        murano.line(part);
        assertEquals(List.of(), murano.lines(), "there is more than one line");
    }

    @Test
    void withoutANameTheDefaultProductServesWithANote() throws Exception {
        try (Murano murano = Murano.start(folder)) {
            try (RawClient client = murano.client(Optional.empty()).connected("007")) {
                assertEquals(1, Murano.suback(client, "activate/007"));
            }
            assertOneLine(murano, "it sent no SNI: product lamps serves it");
            try (RawClient client = murano.client(Optional.of("localhost")).connected("007")) {
                client.fence();
            }
            assertOneLine(murano, "it asks for no product (SNI): product lamps serves it");
        }
    }

    @Test
    void strictlyANameIsNeeded() throws Exception {
        try (Murano murano = Murano.strict(folder)) {
            assertThrows(
                    IOException.class, () -> murano.client(Optional.empty()).connected("007"));
            assertOneLine(murano, "cloud.murano.sni is strict: connect by the host name of a product");
            murano.client(Optional.of(Murano.LAMPS)).connected("007").close();
        }
    }

    @Test
    void aNameOfNoProductIsRefused() throws Exception {
        try (Murano murano = Murano.start(folder)) {
            assertThrows(IOException.class, () -> murano.client(Optional.of("mqtt-nothing.hosted.exosite.io"))
                    .connected("007"));
            assertOneLine(
                    murano, "it asks for 'mqtt-nothing.hosted.exosite.io' (SNI), which is no product's host name");
        }
    }

    @Test
    void bothKindsOfHostNamesLeadToAProduct() throws Exception {
        try (Murano murano = Murano.start(folder);
                RawClient client =
                        murano.client(Optional.of("lamps.m2.exosite.io")).connected("007")) {
            assertEquals(1, Murano.suback(client, "activate/007"));
        }
    }

    @Test
    void plainTextIsClosed() throws Exception {
        try (Murano murano = Murano.start(folder)) {
            try (RawClient client =
                    new RawClient(new Socket(InetAddress.getLoopbackAddress(), murano.standIn.port()))) {
                client.send(RawClient.connect("007"));
                // A TLS alert may come first, which is no packet.
                assertThrows(IOException.class, () -> {
                    while (true) {
                        client.read();
                    }
                });
            }
            assertOneLine(murano, "it does not speak TLS, but plain MQTT, and this port does");
            murano.device("007", murano.activate("007")).close();
        }
    }

    @Test
    void aProductThatIsAddedMeanwhileIsServed() throws Exception {
        try (Murano murano = Murano.start(folder)) {
            murano.registry.add("fans", Profile.CLASSIC, new TreeMap<>());
            assertTrue(murano.line("product fans").contains("is served as mqtt-fans.hosted.exosite.io"));
            murano.client(Optional.of("mqtt-fans.hosted.exosite.io"))
                    .connected("x")
                    .close();
        }
    }
}
