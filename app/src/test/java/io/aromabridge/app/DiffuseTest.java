package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code aroma diffuse}: finds the running system, publishes, says what became of it. */
@ExtendWith(SharedDemo.class)
class DiffuseTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder = Path.of("");

    /** A changed copy of what the demo wrote. */
    private interface Change {
        void apply(ObjectNode endpoints) throws Exception;
    }

    private String endpoints(RunningDemo demo, Change change) throws Exception {
        ObjectNode node =
                (ObjectNode) JSON.readTree(demo.data().resolve("endpoints.json").toFile());
        change.apply(node);
        return Files.writeString(folder.resolve("endpoints.json"), node.toString())
                .toString();
    }

    @Test
    void saysWhatTheDeviceDid(RunningDemo demo) throws Exception {
        int unused = demo.idle("ASN2A00002", 3);
        AromaRun run = AromaRun.here(
                        "diffuse",
                        "ASN2A00002",
                        "--channel",
                        "3",
                        "--data",
                        demo.data().toString())
                .exits(0)
                .says();
        assertEquals(List.of("ASN2A00002 (cloud): diffusing channel 3 at 100 % for 3000 ms"), run.out());
        assertEquals(List.of(), run.err());
    }

    @Test
    void printsTheLogsLinesAsJson(RunningDemo demo) throws Exception {
        AromaRun run = AromaRun.here(
                        "diffuse",
                        "ASN2A00001",
                        "ASN2A00010",
                        "--channel",
                        "4",
                        "--duration",
                        "150",
                        "--intensity",
                        "55",
                        "--booster",
                        "--json",
                        "--endpoints",
                        demo.data().resolve("endpoints.json").toString())
                .exits(0);
        assertEquals(2, run.out().size(), run::toString);
        for (String line : run.out()) {
            JsonNode node = JSON.readTree(line);
            assertEquals(
                    "4 150 55 true",
                    node.path("channel").asInt() + " " + node.path("durationMs").asInt() + " "
                            + node.path("intensity").asInt() + " "
                            + node.path("booster").asBoolean());
        }
    }

    @Test
    void publishesAtTheCloudWhereThereIsNoLocalBroker(RunningDemo demo) throws Exception {
        String cloudOnly = endpoints(demo, node -> node.remove("local"));
        AromaRun run = AromaRun.here("diffuse", "ASN2A00003", "--duration", "100", "--endpoints", cloudOnly)
                .exits(0);
        assertTrue(run.out().get(0).startsWith("ASN2A00003 (cloud): "), run::toString);
    }

    @Test
    void aSerialThatNobodyHasTimesOut(RunningDemo demo) {
        AromaRun.here(
                        "diffuse",
                        "ASN2A09999",
                        "--timeout",
                        "500ms",
                        "--data",
                        demo.data().toString())
                .fails(27, "no word of ASN2A09999 within 500 ms", "ASN2A00001, ASN2A00002");
    }

    @Test
    void aWrongPasswordIsRefused(RunningDemo demo) throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.password"), "not it\n");
        String wrongPassword =
                endpoints(demo, node -> ((ObjectNode) node.get("local")).put("passwordFile", wrong.toString()));
        AromaRun.here("diffuse", "ASN2A00002", "--endpoints", wrongPassword)
                .fails(5, "refused user \"demo\" (CONNACK ");
    }

    @Test
    void nothingRunningIsSaidWithTheAddress() throws Exception {
        try (Socket reserved = new Socket()) {
            // Bound, but it does not listen: nobody else gets the port, and who connects is refused.
            reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Path file = Files.writeString(
                    folder.resolve("aroma.yaml"), "simulator: {local: {port: " + reserved.getLocalPort() + "}}\n");
            AromaRun.here("diffuse", "ASN2A00002", "--data", folder.toString(), "--config", file.toString())
                    .fails(4, "cannot connect to mqtt://127.0.0.1:" + reserved.getLocalPort());
        }
    }

    @Test
    void aDamagedEndpointsFileIsSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("endpoints.json"), "{\"local\": ");
        AromaRun.here("diffuse", "ASN2A00002", "--endpoints", file.toString())
                .fails(3, file + ": it is no JSON", "delete it");
    }
}
