package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.mqtt.MqttConnection;
import io.aromabridge.testing.process.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged while the cloud was away is there after {@code kill -9}, in a folder for one bridge alone. */
@ExtendWith(SharedDemo.class)
class WaitingMessagesTest {
    private static final String SHOOTER = "ASN2A00002";
    private static final Set<String> BEGUN = Set.of("diffusing", "replaced");
    private static final List<Integer> NUMBERED =
            IntStream.rangeClosed(101, 120).boxed().toList();

    @TempDir
    Path folder = Path.of("");

    @Test
    void aDemoThatIsStartedAgainSendsWhatWaited() throws Exception {
        // Five for the demo, and one without a listener.
        int base = FreePorts.base(7);
        String nobody = Integer.toString(base + 6);
        String[] line = {"demo", "--data", "data", "--port-base", Integer.toString(base)};
        try (AromaProcess killed = AromaProcess.serve(folder, Map.of("AROMA_BRIDGE_CLOUD_PORT", nobody), line)) {
            String unused = killed.err().await("WARN .*cloud: cannot reach localhost:" + nobody);
            publish(base);
            killed.kill();
        }
        try (AromaProcess again = AromaProcess.serve(folder, line)) {
            again.awaitReady();
            String unused = again.err().await(NUMBERED.size() + " messages wait from before");
            try (DiffusionTail log = DiffusionTail.of(folder.resolve("data/diffusions.jsonl"))) {
                JsonNode last = log.await(
                        0,
                        "the last number",
                        node -> BEGUN.contains(node.path("outcome").asText())
                                && node.path("durationMs").asInt() == NUMBERED.get(NUMBERED.size() - 1));
                assertEquals(SHOOTER, last.path("device").asText());
                assertEquals(
                        NUMBERED,
                        log.from(0, SHOOTER, BEGUN).stream()
                                .map(node -> node.path("durationMs").asInt())
                                .toList());
            }
        }
    }

    private void publish(int port) throws Exception {
        Path password = folder.resolve("data/broker/demo.password");
        Endpoint local = new Endpoint(
                "127.0.0.1",
                port,
                Optional.empty(),
                Optional.of(
                        new Endpoint.Login("demo", Files.readString(password).strip())));
        try (MqttConnection client = MqttConnection.connect(local, "somebody", Duration.ofSeconds(20))) {
            for (int number : NUMBERED) {
                String command = new DiffuseCommand(number % DiffuseCommand.CHANNELS + 1, number, 100, false)
                        .toPayload()
                        .text();
                MqttConnection.await(
                        client.publish(Message.of(RunningDemo.topic(SHOOTER), command, QoS.AT_LEAST_ONCE)));
            }
        }
    }

    @Test
    void aSecondBridgeOnTheSameFolderIsRefusedInOneLine(RunningDemo first) throws Exception {
        AromaRun.apart(folder, "bridge", "--data", first.data().toString(), "--for", "20s")
                .fails(1, "queue", "aromabridge", "in use by another bridge", "bridge.queue.folder");
    }

    @Test
    void aFolderThatIsNoneIsRefusedInOneLine(RunningDemo first) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Files.writeString(folder.resolve("aroma.yaml"), "bridge: {queue: {folder: file}}\n");
        AromaRun run = AromaRun.apart(folder, "bridge", "--data", first.data().toString(), "--for", "20s")
                .exits(1);
        assertEquals(1, run.err().size(), run::toString);
        String line = run.err().get(0);
        for (String part : List.of("queue folder " + file, "cannot be used", "bridge.queue.folder")) {
            assertTrue(line.contains(part), line);
        }
    }

    @Test
    void explainTellsHowLongAMessageIsWorthSending() throws Exception {
        Path file =
                Files.writeString(folder.resolve("aroma.yaml"), "bridge: {routes: [{out: a, time-to-live: 90s}]}\n");
        AromaRun run =
                AromaRun.here("explain", "a", "--config", file.toString()).exits(0);
        assertEquals(
                "  to the cloud as a, QoS 1, within 90s of its arrival or not at all",
                run.out().get(1));
    }
}
