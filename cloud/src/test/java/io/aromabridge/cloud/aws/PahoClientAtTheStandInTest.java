package io.aromabridge.cloud.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.options.ListenerTls.Sni;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.Identity;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in as a program on Eclipse Paho uses it: by the certificate files of a thing. */
@Timeout(60)
class PahoClientAtTheStandInTest {
    @TempDir
    private Path folder;

    private static MqttClient client(StandIn standIn, String clientId) throws MqttException {
        return new MqttClient("ssl://localhost:" + standIn.cloud.port(), clientId, new MemoryPersistence());
    }

    private static MqttConnectOptions tls(StandIn trusted, Identity identity) {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setSocketFactory(ClientTls.of(List.of(trusted.authority.certificate()), Optional.of(identity))
                .sslContext()
                .getSocketFactory());
        return options;
    }

    @Test
    void aThingPublishesToAnother() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        try (StandIn standIn = new StandIn(folder, Sni.WARN)) {
            MqttClient shooter = client(standIn, "shooter");
            shooter.connect(tls(standIn, standIn.thing("shooter")));
            shooter.subscribe("a/b", 1, (topic, message) -> received.add(message.toString()));
            MqttClient sender = client(standIn, "sender");
            sender.connect(tls(standIn, standIn.thing("sender")));
            sender.publish("a/b", "x".getBytes(StandardCharsets.UTF_8), 1, false);
            assertEquals("x", received.poll(10, TimeUnit.SECONDS));
            for (MqttClient each : List.of(sender, shooter)) {
                each.disconnect();
                each.close();
            }
        }
    }

    @Test
    void aCertificateThatIsNotRegisteredEndsTheConnectionWithoutConnack() throws Exception {
        try (StandIn standIn = new StandIn(folder, Sni.WARN)) {
            MqttClient client = client(standIn, "stranger");
            Identity stranger = standIn.authority.device("stranger");
            MqttException lost = assertThrows(MqttException.class, () -> client.connect(tls(standIn, stranger)));
            assertInstanceOf(EOFException.class, lost.getCause());
            assertFalse(client.isConnected());
            client.close();
            String first = standIn.warning();
            String warning = first.contains("SNI") ? standIn.warning() : first;
            assertTrue(warning.contains("is not registered: aroma cloud thing add NAME"), warning);
        }
    }

    @Test
    void aClientWithAnotherAuthorityDoesNotTrustTheServer() throws Exception {
        try (StandIn standIn = new StandIn(folder, Sni.WARN);
                StandIn other = StandIn.start()) {
            MqttClient client = client(standIn, "thing");
            Identity thing = standIn.thing("thing");
            MqttException refusal = assertThrows(MqttException.class, () -> client.connect(tls(other, thing)));
            assertInstanceOf(SSLHandshakeException.class, refusal.getCause());
            client.close();
        }
    }
}
