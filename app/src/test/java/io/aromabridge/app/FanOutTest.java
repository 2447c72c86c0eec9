package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.mqtt.MqttConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One message for all devices of a list, as the configuration wants it. */
class FanOutTest {
    private static final String TOPIC = "aromabridge/fanout/spectators";
    private static final Set<String> BEGUN = Set.of("diffusing", "replaced");

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void write() throws Exception {
        Files.writeString(folder.resolve("spectators.txt"), "ASN2A00001\nASN2A00002\n");
        Files.writeString(folder.resolve("crew.txt"), "ASN2A00003\n");
        configure("");
    }

    private void configure(String more) throws Exception {
        Files.writeString(
                folder.resolve("aroma.yaml"),
                """
                bridge:
                  fan-out:
                    - topic: aromabridge/fanout/spectators
                      list: spectators.txt
                      rehearsal-list: crew.txt
                """
                        + more);
    }

    private String config() {
        return folder.resolve("aroma.yaml").toString();
    }

    private static void send(MqttConnection stage, String topic, int number) throws Exception {
        String command = new DiffuseCommand(1, number, 100, false).toPayload().text();
        MqttConnection.await(stage.publish(Message.of(topic, command, QoS.AT_LEAST_ONCE)));
    }

    private static void mode(MqttConnection stage, String mode) throws Exception {
        MqttConnection.await(stage.publish(Message.of(TOPIC + "/mode", mode, QoS.AT_LEAST_ONCE)));
    }

    private static List<Integer> numbers(RunningDemo demo, String device) {
        return demo.diffusions().from(0, device, BEGUN).stream()
                .map(line -> line.path("durationMs").asInt())
                .toList();
    }

    private static void awaits(RunningDemo demo, String device, int number) throws Exception {
        JsonNode unused = demo.diffusions()
                .await(
                        0,
                        device + " " + number,
                        line -> line.path("device").asText().equals(device)
                                && line.path("durationMs").asInt() == number);
    }

    @Test
    void reachesTheCrewThenTheAudienceThenWhomeverTheListNames() throws Exception {
        try (RunningDemo demo = RunningDemo.start(folder);
                MqttConnection stage = demo.local("stage")) {
            send(stage, TOPIC, 1001);
            awaits(demo, "ASN2A00003", 1001);
            mode(stage, "final");
            send(stage, TOPIC, 1002);
            send(stage, TOPIC + "/ASN2A00002", 1003);
            awaits(demo, "ASN2A00001", 1002);
            awaits(demo, "ASN2A00002", 1003);
            Files.writeString(folder.resolve("spectators.txt"), "ASN2A00001\nASN2A00003\n");
            String unused = demo.process().err().await("spectators.txt was read anew: 2 devices");
            send(stage, TOPIC, 1004);
            awaits(demo, "ASN2A00001", 1004);
            awaits(demo, "ASN2A00003", 1004);
            assertEquals(List.of(1002, 1004), numbers(demo, "ASN2A00001"));
            assertEquals(List.of(1002, 1003), numbers(demo, "ASN2A00002"));
            assertEquals(List.of(1001, 1004), numbers(demo, "ASN2A00003"));
        }
    }

    @Test
    void isExplained() {
        AromaRun all = AromaRun.here("explain", TOPIC, "--config", config()).exits(0);
        assertEquals(
                List.of(
                        "fan-out " + TOPIC + " to aromajoin/aromashooter/{device}/command/diffuse, rehearsal: "
                                + folder.resolve("crew.txt") + " (1 device)",
                        "  to the cloud, QoS 1, one message for each of 1:",
                        "    aromajoin/aromashooter/ASN2A00003/command/diffuse"),
                all.out().subList(0, 3));
        assertEquals(
                "  to nobody: no device of the list that holds at the start",
                AromaRun.here("explain", TOPIC + "/ASN2A00001", "--config", config())
                        .exits(0)
                        .out()
                        .get(1));
    }

    @Test
    void isExplainedWithAFewOfManyTopics() throws Exception {
        configure("      mode: final\n");
        Files.writeString(
                folder.resolve("spectators.txt"), "ASN2A00001\nASN2A00002\nASN2A00003\nASN2A00004\nASN2A00005\n");
        assertEquals(
                List.of(
                        "  to the cloud, QoS 1, one message for each of 5:",
                        "    aromajoin/aromashooter/ASN2A00001/command/diffuse",
                        "    aromajoin/aromashooter/ASN2A00002/command/diffuse",
                        "    aromajoin/aromashooter/ASN2A00003/command/diffuse",
                        "    and 2 more",
                        "  ✔ 4 of 7 slashes in the cloud"),
                AromaRun.here("explain", TOPIC, "--config", config())
                        .exits(0)
                        .out()
                        .subList(1, 7));
    }

    @Test
    void isAllowedInThePolicy() throws Exception {
        configure("  routes: []\n");
        AromaRun run =
                AromaRun.here("explain", "--policy", "--config", config()).exits(0);
        assertTrue(run.toString().contains("topic/aromajoin/aromashooter/*/command/diffuse"), run::toString);
    }

    @Test
    void isWarnedOfAListThatTheQueueCannotHold() throws Exception {
        configure("  queue: {size: 1}\n");
        AromaRun.here("config", "check", "--config", config())
                .exits(0)
                .says("aroma: warning: fan-out " + TOPIC + ": its final list has 2 devices, and no more than 1 messages"
                        + " wait in the queue: set bridge.queue.size to 2 or more");
    }

    @Test
    void doesNotStartWithoutItsLists() throws Exception {
        Files.writeString(folder.resolve("crew.txt"), "ASN2A00003\nBob\n");
        AromaRun.here("config", "check", "--config", config())
                .fails(3, folder.resolve("crew.txt") + ":2: serial number \"Bob\"");
        Files.delete(folder.resolve("crew.txt"));
        AromaRun.here("config", "check", "--config", config())
                .fails(3, folder.resolve("crew.txt") + ": there is no such file");
    }

    @Test
    void listensToNothingThatComesFromTheCloud() throws Exception {
        configure("  routes: [{in: 'aromabridge/#'}]\n");
        AromaRun.here("config", "check", "--config", config())
                .fails(3, "route \"in aromabridge/#\" brings messages of the cloud to the fan-out " + TOPIC);
    }
}
