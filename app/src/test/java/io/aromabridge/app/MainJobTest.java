package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.mqtt.MqttConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo, seen from outside: a command goes in at one end, a device diffuses and logs it at the other. */
@ExtendWith(SharedDemo.class)
class MainJobTest {
    private static final String CLOUD_SHOOTER = "ASN2A00002";
    private static final String LOCAL_SHOOTER = "ASN2A00010";
    private static final Set<String> BEGUN = Set.of("diffusing", "replaced");

    /** All that must be there, and of the rest nothing that was not agreed. */
    private static void requireKeys(JsonNode object, Set<String> required, Set<String> further) {
        Set<String> keys = new TreeSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        assertTrue(keys.containsAll(required), () -> "of " + required + " there are only " + keys);
        keys.removeAll(required);
        assertTrue(further.containsAll(keys), () -> "beside " + further + " there are " + keys);
    }

    @Test
    void endpointsFileHasTheAgreedKeysAndAbsolutePaths(RunningDemo demo) throws Exception {
        JsonNode file = new ObjectMapper()
                .readTree(demo.data().resolve("endpoints.json").toFile());
        requireKeys(file, Set.of("local", "cloud", "devices", "diffusions"), Set.of("products", "dashboard"));
        requireKeys(file.get("local"), Set.of("host", "mqtt", "username", "passwordFile"), Set.of("websocket"));
        requireKeys(
                file.get("cloud"), Set.of("host", "mqtt", "alpn", "ca", "certificate", "privateKey"), Set.of("https"));
        assertEquals("demo", file.at("/local/username").asText());
        assertEquals(
                List.of(
                        "ASN2A00001",
                        "ASN2A00002",
                        "ASN2A00003",
                        "ASN2A00010",
                        "client1",
                        "client2",
                        "lamp",
                        "examiner",
                        "thermometer"),
                demo.endpoints().devices());
        for (String pointer :
                List.of("/local/passwordFile", "/cloud/ca", "/cloud/certificate", "/cloud/privateKey", "/diffusions")) {
            Path path = Path.of(file.at(pointer).asText());
            assertTrue(path.isAbsolute(), pointer + " is " + path);
            assertTrue(Files.isRegularFile(path), pointer + " is " + path);
        }
        assertEquals(
                1,
                Files.readAllLines(Path.of(file.at("/local/passwordFile").asText()))
                        .size());
    }

    @Test
    void seedsCommandGoesFromTheLocalBrokerToACloudShooterAndEnds(RunningDemo demo) throws Exception {
        int place = demo.idle(CLOUD_SHOOTER, 3);
        try (MqttConnection client = demo.local("seed")) {
            MqttConnection.await(client.publish(
                    Message.of(RunningDemo.topic(CLOUD_SHOOTER), RunningDemo.SEED_PAYLOAD, QoS.AT_MOST_ONCE)));
        }
        requireSeed(demo.diffusions().await(place, CLOUD_SHOOTER, BEGUN), "diffusing");
        requireSeed(demo.diffusions().await(place, CLOUD_SHOOTER, Set.of("finished")), "finished");
    }

    @Test
    void seedsCommandGoesStraightToTheStandInWithTheThreeFiles(RunningDemo demo) throws Exception {
        int place = demo.idle(CLOUD_SHOOTER, 3);
        try (MqttConnection client = demo.cloud("Your_client_name_could_be_whatever")) {
            MqttConnection.await(client.publish(
                    Message.of(RunningDemo.topic(CLOUD_SHOOTER), RunningDemo.SEED_PAYLOAD, QoS.AT_MOST_ONCE)));
        }
        requireSeed(demo.diffusions().await(place, CLOUD_SHOOTER, BEGUN), "diffusing");
    }

    private static void requireSeed(JsonNode line, String outcome) {
        String command = line.path("outcome").asText() + " " + line.path("side").asText() + " "
                + line.path("channel").asInt() + " " + line.path("durationMs").asInt() + " "
                + line.path("intensity").asInt() + " " + line.path("booster").asBoolean();
        assertEquals(outcome + " cloud 3 3000 100 false", command, line::toString);
        assertEquals(RunningDemo.topic(CLOUD_SHOOTER), line.path("topic").asText());
        assertEquals("aroma-shooter", line.path("kind").asText());
        assertTrue(
                line.path("at").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"),
                line::toString);
    }

    @Test
    void lampShowsAndLogsWhatTheLocalShooterDiffuses(RunningDemo demo) throws Exception {
        int place = demo.diffusions().count();
        demo.publish(
                LOCAL_SHOOTER, new DiffuseCommand(2, 300, 40, false).toPayload().text());
        for (String device : List.of(LOCAL_SHOOTER, "lamp")) {
            JsonNode begun = demo.diffusions().await(place, device, Set.of("diffusing"));
            assertEquals(
                    "local 2 300 40",
                    begun.path("side").asText() + " "
                            + begun.path("channel").asInt() + " "
                            + begun.path("durationMs").asInt() + " "
                            + begun.path("intensity").asInt());
            demo.diffusions().await(place, device, Set.of("finished"));
        }
    }
}
