package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.app.run.Endpoints;
import io.aromabridge.certs.PemFiles;
import java.io.EOFException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code aroma certs}, {@code aroma cloud thing}, and a stand-in that runs meanwhile. */
class CertificatesAndThingsTest {
    /** The keys that one test makes are there for the next. */
    @TempDir
    static Path data = Path.of("");

    @TempDir
    Path folder = Path.of("");

    private static AromaRun aroma(String line) {
        String[] arguments = (line + " --data").split(" ", -1);
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = data.toString();
        return AromaRun.here(all);
    }

    /** The paths of CA, certificate and private key that a command printed. */
    private static List<Path> files(AromaRun run) {
        return run.exits(0).out().stream()
                .map(line -> Path.of(line.replaceFirst("^[^:]*: *", "")))
                .toList();
    }

    private static PahoUser connect(Endpoints cloud, String clientId, List<Path> files) throws Exception {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setSocketFactory(PemFiles.readClientTls(
                        files.get(0), Optional.of(files.get(1)), Optional.of(files.get(2)), InstantSource.system())
                .sslContext()
                .getSocketFactory());
        String server = "ssl://" + cloud.text(Endpoints.CLOUD, "host").orElseThrow() + ":"
                + cloud.number(Endpoints.CLOUD, "mqtt").orElseThrow();
        return PahoUser.connect(server, clientId, options);
    }

    @Test
    void aRunningStandInTakesAThingThatIsAddedMeanwhileAndNothingElse() throws Exception {
        try (AromaProcess cloud = AromaProcess.serve(folder, "cloud", "--ports", "auto", "--data", data.toString())) {
            cloud.awaitReady();
            Endpoints running = AromaProcess.endpoints(data.resolve("endpoints.json"));
            List<Path> unregistered = files(aroma("certs device stranger --out " + folder.resolve("stranger")));
            MqttException closed = assertThrows(MqttException.class, () -> connect(running, "stranger", unregistered));
            assertInstanceOf(EOFException.class, closed.getCause(), "without CONNACK, as AWS IoT does");
            cloud.err().await("WARN .*stranger|WARN .*not registered");
            List<Path> added = files(aroma("cloud thing add newcomer"));
            try (PahoUser client = connect(running, "newcomer", added)) {
                client.publish("any/topic", "hello");
            }
        }
    }

    @Test
    void aThingIsListedAsAddedAndAddedOnce() throws Exception {
        List<Path> first = files(aroma("cloud thing add lamp:1"));
        AromaRun again = aroma("cloud thing add lamp:1").says("There is thing 'lamp:1' already.");
        assertEquals(first, files(again));
        String id = first.get(1).getFileName().toString().replace("-certificate.pem.crt", "");
        assertTrue(aroma("cloud thing list").exits(0).out().stream()
                .anyMatch(line -> line.startsWith("lamp:1  ACTIVE  " + id)));
        JsonNode line = new ObjectMapper()
                .readTree(aroma("cloud thing list --json").exits(0).out().stream()
                        .filter(each -> each.contains("lamp:1"))
                        .findFirst()
                        .orElseThrow());
        assertEquals(
                "lamp:1 ACTIVE " + id,
                line.path("thing").asText() + " " + line.path("status").asText() + " "
                        + line.path("certificateId").asText());
        assertTrue(line.path("registeredAt").asText().endsWith("Z"), line::toString);
    }

    @Test
    void aBadNameOfAThingIsRefused() {
        aroma("cloud thing add a/b").fails(3, "thing name 'a/b': use 1 to 128 of");
    }

    @Test
    void certificatesAndKeysAreShownWithoutTheirSecrets() throws Exception {
        List<Path> files = files(aroma("certs device shown --out " + folder.resolve("shown")));
        AromaRun certificate =
                AromaRun.here("certs", "show", files.get(1).toString()).exits(0);
        assertTrue(certificate.out().stream().anyMatch(line -> line.contains("OU=shown")), certificate::toString);
        AromaRun key = AromaRun.here("certs", "show", files.get(2).toString()).exits(0);
        assertEquals(List.of(files.get(2).toString(), "private key RSA 2048"), key.out());
        AromaRun.here("certs", "show", folder.resolve("none").toString()).fails(3, "there is no such file");
        String pem = Files.readString(files.get(2));
        assertFalse(key.toString().contains(pem.lines().skip(1).findFirst().orElseThrow()));
    }

    @Test
    void checkFindsNothingWrongInWhatWasMadeAndFindsADamagedKey() throws Exception {
        AromaRun init = aroma("certs init").exits(0);
        assertTrue(Files.exists(Path.of(init.out().get(0))), init::toString);
        List<Path> files = files(aroma("certs device checked --out " + folder.resolve("checked")));
        AromaRun good = AromaRun.here(
                        "certs", "check", folder.resolve("checked").toString())
                .exits(0);
        assertTrue(good.out().stream().allMatch(line -> line.startsWith("OK  ")), good::toString);
        Files.writeString(files.get(2), Files.readString(files.get(2)).substring(0, 300));
        AromaRun bad = AromaRun.here("certs", "check", folder.resolve("checked").toString())
                .exits(1);
        assertTrue(bad.out().stream().anyMatch(line -> line.startsWith("ERROR  ")), bad::toString);
        AromaRun.here("certs", "check", folder.resolve("none").toString()).fails(3, "there is no folder");
    }
}
