package io.aromabridge.testkit.docs;

import static io.aromabridge.testkit.Emission.emission;
import static io.aromabridge.testkit.assertion.TestbedAssertions.assertThat;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.certs.PemFiles;
import io.aromabridge.testkit.Shooter;
import io.aromabridge.testkit.Testbed;
import io.aromabridge.testkit.junit.AromaTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A Java client on Eclipse Paho, against a bed. */
@AromaTest(shooters = "ASN2A00001", noWarnings = true)
@Execution(ExecutionMode.CONCURRENT)
class JavaClientTest {
    // [paho-test]
    @Test
    void myPahoClientDiffusesAtTheCloud(Testbed bed, Shooter shooter, @TempDir Path folder) throws Exception {
        DeviceFiles files = bed.cloud().writeCertificates(folder);
        ClientTls tls = PemFiles.readClientTls(
                files.ca(), Optional.of(files.certificate()), Optional.of(files.privateKey()), InstantSource.system());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setSocketFactory(tls.sslContext().getSocketFactory());
        shooter.awaitOnline();

        diffuse("ssl://localhost:" + bed.cloud().port(), options);

        assertThatItArrived(bed, shooter);
    }

    @Test
    void myPahoClientDiffusesAtTheLocalBroker(Testbed bed, Shooter shooter) throws Exception {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName(bed.local().userName());
        options.setPassword(bed.local().password().toCharArray());
        bed.bridge().awaitOnline();
        shooter.awaitOnline();

        diffuse("tcp://localhost:" + bed.local().port(), options);

        assertThatItArrived(bed, shooter);
    }

    private static void diffuse(String server, MqttConnectOptions options) throws MqttException {
        String command = "{ \"duration\": 3000, \"channel\": 3, \"intensity\": 100, \"booster\": false}";
        MqttClient client = new MqttClient(server, "my-client", new MemoryPersistence());
        client.connect(options);
        client.publish(
                "aromajoin/aromashooter/ASN2A00001/command/diffuse",
                command.getBytes(StandardCharsets.UTF_8),
                1,
                false);
        client.disconnect();
        client.close();
    }
    // [end]

    private static void assertThatItArrived(Testbed bed, Shooter shooter) {
        assertTrue(bed.journal().await(ofSeconds(5), () -> !shooter.deliveries().isEmpty()), bed::toString);
        bed.clock().advance(ofSeconds(4));
        assertThat(shooter).emitted(emission(3).from(0).to(3000));
    }
}
