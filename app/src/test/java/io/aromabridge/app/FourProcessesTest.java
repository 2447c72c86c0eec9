package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.aromabridge.app.run.Endpoints;
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
import org.junit.jupiter.api.io.TempDir;

/** Broker, cloud, bridge and devices as processes of their own, with one folder and one {@code --port-base}. */
class FourProcessesTest {
    private static final String SHOOTER = "ASN2A00002";
    private static final Set<String> BEGUN = Set.of("diffusing", "replaced");
    private static final List<Integer> NUMBERED =
            IntStream.rangeClosed(101, 120).boxed().toList();

    @TempDir
    Path folder = Path.of("");

    private AromaProcess serve(String command, int portBase) throws Exception {
        return AromaProcess.serve(folder, command, "--data", "data", "--port-base", Integer.toString(portBase));
    }

    private Path endpointsFile() {
        return folder.resolve("data").resolve("endpoints.json");
    }

    private MqttConnection local() throws Exception {
        Endpoints endpoints = AromaProcess.endpoints(endpointsFile());
        Path password = Path.of(endpoints.text(Endpoints.LOCAL, "passwordFile").orElseThrow());
        Endpoint endpoint = new Endpoint(
                endpoints.text(Endpoints.LOCAL, "host").orElseThrow(),
                endpoints.number(Endpoints.LOCAL, "mqtt").orElseThrow(),
                Optional.empty(),
                Optional.of(
                        new Endpoint.Login("demo", Files.readString(password).strip())));
        return MqttConnection.connect(endpoint, "somebody", Duration.ofSeconds(20));
    }

    private static void diffuse(MqttConnection client, int channel, int durationMs) throws Exception {
        MqttConnection.await(client.publish(Message.of(
                RunningDemo.topic(SHOOTER),
                new DiffuseCommand(channel, durationMs, 100, false).toPayload().text(),
                QoS.AT_LEAST_ONCE)));
    }

    @Test
    void carryCommandsAcrossADeathOfTheCloudInOrderAndStopWhenTold() throws Exception {
        int base = FreePorts.base(6);
        // All at once: none needs another to be there first.
        try (AromaProcess simulate = serve("simulate", base);
                AromaProcess bridge = serve("bridge", base);
                AromaProcess cloud = serve("cloud", base);
                AromaProcess broker = serve("broker", base)) {
            for (AromaProcess each : List.of(broker, cloud, bridge, simulate)) {
                each.awaitReady();
            }
            requireMergedEndpoints(base);
            try (MqttConnection client = local();
                    DiffusionTail log = DiffusionTail.of(folder.resolve("data/diffusions.jsonl"))) {
                diffuse(client, 3, 100);
                JsonNode line = log.await(0, SHOOTER, BEGUN);
                assertEquals(
                        "cloud 3",
                        line.path("side").asText() + " " + line.path("channel").asInt());
                cloud.kill();
                bridge.err().await("WARN .*next try in \\d");
                int place = log.count();
                for (int number : NUMBERED) {
                    diffuse(client, number % DiffuseCommand.CHANNELS + 1, number);
                }
                restartCloudAndSeeThemDiffuse(new Rest(base, bridge, simulate, broker), log, place);
            }
        }
    }

    /** What goes on while the cloud is away. */
    private record Rest(int base, AromaProcess bridge, AromaProcess simulate, AromaProcess broker) {}

    private void restartCloudAndSeeThemDiffuse(Rest rest, DiffusionTail log, int place) throws Exception {
        int said = rest.simulate().err().count();
        // No broker keeps anything for a device with a clean session: it must be there before the bridge is.
        rest.bridge().signal("STOP");
        try (AromaProcess cloud = serve("cloud", rest.base())) {
            String unused =
                    rest.simulate().err().await("(all \\d+ devices are|" + SHOOTER + " is) connected again", said);
            rest.bridge().signal("CONT");
            log.await(
                    place,
                    "the last number",
                    line -> BEGUN.contains(line.path("outcome").asText())
                            && line.path("durationMs").asInt() == NUMBERED.get(NUMBERED.size() - 1));
            assertEquals(
                    NUMBERED,
                    log.from(place, SHOOTER, BEGUN).stream()
                            .map(line -> line.path("durationMs").asInt())
                            .toList());
            stop(rest, cloud);
        }
    }

    private void stop(Rest rest, AromaProcess cloud) throws Exception {
        for (Map.Entry<AromaProcess, String> each : Map.of(
                        rest.bridge(), "TERM", rest.simulate(), "INT", rest.broker(), "TERM", cloud, "INT")
                .entrySet()) {
            each.getKey().signal(each.getValue());
            assertEquals(
                    each.getValue().equals("INT") ? 130 : 0,
                    each.getKey().awaitStop(),
                    () -> "after SIG" + each.getValue() + ": "
                            + each.getKey().err().from(0));
        }
        assertFalse(Files.exists(endpointsFile()), "nothing runs any more");
    }

    private void requireMergedEndpoints(int base) throws Exception {
        Endpoints endpoints = AromaProcess.endpoints(endpointsFile());
        assertEquals(Optional.of(base), endpoints.number(Endpoints.LOCAL, "mqtt"));
        assertEquals(Optional.of(base + 1), endpoints.number(Endpoints.CLOUD, "mqtt"));
        assertEquals(Optional.of(base + 2), endpoints.number(Endpoints.CLOUD, "alpn"));
        assertTrue(endpoints.devices().contains(SHOOTER), () -> "devices: " + endpoints.devices());
        assertEquals(
                Optional.of(folder.resolve("data/diffusions.jsonl").toRealPath().toString()),
                endpoints.text(Endpoints.DIFFUSIONS));
    }
}
