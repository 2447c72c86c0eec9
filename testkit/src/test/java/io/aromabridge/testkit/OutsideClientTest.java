package io.aromabridge.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.PemFiles;
import io.aromabridge.core.AromaException;
import io.aromabridge.simulator.mqtt.MqttConnection;
import io.aromabridge.testkit.junit.AromaTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a bed gives to clients that are not its own. */
@AromaTest(seed = 42)
@Execution(ExecutionMode.CONCURRENT)
class OutsideClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static Endpoint local(Testbed bed, Optional<Endpoint.Login> login) {
        return new Endpoint(bed.local().host(), bed.local().port(), Optional.empty(), login);
    }

    @Test
    void needsNoNameAtTheLocalBroker(Testbed bed) throws AromaException {
        MqttConnection.connect(local(bed, Optional.empty()), "mine", LIMIT).close();
    }

    @Test
    void mayGiveTheBedsName(Testbed bed) throws AromaException {
        Endpoint.Login login =
                new Endpoint.Login(bed.local().userName(), bed.local().password());

        MqttConnection.connect(local(bed, Optional.of(login)), "mine", LIMIT).close();
    }

    @Test
    void isRefusedWithAWrongPassword(Testbed bed) {
        Endpoint.Login login = new Endpoint.Login(bed.local().userName(), "wrong");

        AromaException e = assertThrows(
                AromaException.class, () -> MqttConnection.connect(local(bed, Optional.of(login)), "mine", LIMIT));
        assertEquals(AromaException.Kind.REFUSED, e.kind());
    }

    @Test
    void connectsToTheCloudWithTheFiles(Testbed bed, @TempDir Path folder) throws AromaException {
        DeviceFiles files = bed.cloud().writeCertificates(folder.resolve("thing"));
        Endpoint cloud = new Endpoint(
                bed.cloud().host(),
                bed.cloud().port(),
                Optional.of(PemFiles.readClientTls(
                        files.ca(),
                        Optional.of(files.certificate()),
                        Optional.of(files.privateKey()),
                        InstantSource.system())),
                Optional.empty());

        MqttConnection.connect(cloud, "mine", LIMIT).close();
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
