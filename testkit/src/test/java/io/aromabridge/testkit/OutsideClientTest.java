package io.aromabridge.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.certs.PemFiles;
import io.aromabridge.testkit.junit.AromaTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttSecurityException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a bed gives to clients that are not its own. */
@AromaTest(seed = 42)
@Execution(ExecutionMode.CONCURRENT)
class OutsideClientTest {
    private static void connect(String server, MqttConnectOptions options) throws MqttException {
        try (MqttClient client = new MqttClient(server, "mine", new MemoryPersistence())) {
            client.connect(options);
            client.disconnect();
        }
    }

    private static String local(Testbed bed) {
        return "tcp://" + bed.local().host() + ":" + bed.local().port();
    }

    private static MqttConnectOptions login(Testbed bed, String password) {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName(bed.local().userName());
        options.setPassword(password.toCharArray());
        return options;
    }

    @Test
    void needsNoNameAtTheLocalBroker(Testbed bed) throws MqttException {
        connect(local(bed), new MqttConnectOptions());
    }

    @Test
    void mayGiveTheBedsName(Testbed bed) throws MqttException {
        connect(local(bed), login(bed, bed.local().password()));
    }

    @Test
    void isRefusedWithAWrongPassword(Testbed bed) {
        MqttSecurityException e =
                assertThrows(MqttSecurityException.class, () -> connect(local(bed), login(bed, "wrong")));
        assertEquals(MqttException.REASON_CODE_FAILED_AUTHENTICATION, e.getReasonCode());
    }

    @Test
    void connectsToTheCloudWithTheFiles(Testbed bed, @TempDir Path folder) throws Exception {
        DeviceFiles files = bed.cloud().writeCertificates(folder.resolve("thing"));
        ClientTls tls = PemFiles.readClientTls(
                files.ca(), Optional.of(files.certificate()), Optional.of(files.privateKey()), InstantSource.system());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setSocketFactory(tls.sslContext().getSocketFactory());

        connect("ssl://" + bed.cloud().host() + ":" + bed.cloud().port(), options);
        assertEquals(files, DeviceFiles.find(folder.resolve("thing")).orElseThrow());
    }

    @Test
    void findsWebSocketToo(Testbed bed) throws Exception {
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("mqtt")
                .buildAsync(URI.create(bed.local().webSocketUrl()), new WebSocket.Listener() {})
                .get(5, TimeUnit.SECONDS);

        assertEquals("mqtt", socket.getSubprotocol());
        socket.abort();
    }

    @Test
    void readsAllPortsAndTheSeed(Testbed bed) {
        assertTrue(
                bed.toString().matches("seed=42 local=\\d+ websocket=\\d+ uplink=\\d+ cloud=\\d+ alpn=\\d+"),
                bed.toString());
        assertEquals(bed.local().port(), bed.ports().get("local"));
        assertEquals(bed.cloud().port(), bed.ports().get("cloud"));
        assertEquals(bed.uplink().port(), bed.ports().get("uplink"));
    }
}
