package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.mqtt.MqttConnection;
import io.aromabridge.simulator.recording.RecordedLine;
import io.aromabridge.simulator.recording.RecordingReader;
import io.aromabridge.testing.process.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code aroma record}: what passes at a running system, into a file that is whole. */
@ExtendWith(SharedDemo.class)
class RecordTest {
    @TempDir
    Path folder = Path.of("");

    private Path file() {
        return folder.resolve("run.jsonl");
    }

    private AromaProcess record(RunningDemo demo, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("record", file().toString(), "--data", demo.data().toString()));
        arguments.addAll(List.of(options));
        AromaProcess process = AromaProcess.serve(folder, arguments.toArray(String[]::new));
        String unused = process.err().await("^Recording at ");
        return process;
    }

    private static void publish(MqttConnection client, Message... messages) throws Exception {
        for (Message message : messages) {
            MqttConnection.await(client.publish(message));
        }
    }

    /** Waits until a line is in the file. */
    private void awaitLine(String part) throws InterruptedException {
        try (DiffusionTail tail = DiffusionTail.of(file())) {
            Object unused = tail.await(0, part, line -> line.toString().contains(part));
        }
    }

    private List<RecordedLine> lines() throws Exception {
        List<RecordedLine> lines = new ArrayList<>();
        try (RecordingReader reader = RecordingReader.open(file())) {
            for (Optional<RecordedLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                lines.add(line.get());
            }
            assertEquals(Optional.empty(), reader.torn());
        }
        return lines;
    }

    @Test
    void keepsEachMessageWithItsQosUntilItIsStopped(RunningDemo demo) throws Exception {
        Message[] sent = {
            Message.of("rec/a", "rose 薔薇", QoS.AT_LEAST_ONCE),
            Message.of("rec/b", "", QoS.EXACTLY_ONCE),
            new Message(TopicName.of("rec/a"), Payload.copyOf(new byte[] {0, -1, 10}), QoS.AT_LEAST_ONCE, false),
            Message.of("elsewhere", "not asked for", QoS.AT_LEAST_ONCE),
            Message.of("also/this", "0", QoS.AT_MOST_ONCE)
        };
        try (AromaProcess process = record(demo, "--topic", "rec/#", "--topic", "also/+");
                MqttConnection client = demo.local("recorded")) {
            publish(client, sent);
            awaitLine("also/this");
            process.signal("TERM");
            assertEquals(0, process.awaitStop());
            assertEquals(
                    List.of(file() + ": 4 messages recorded (4 local, 0 cloud)"),
                    process.out().awaitEnd());
        }
        assertEquals(
                List.of(sent[0], sent[1], sent[2], sent[4]),
                lines().stream().flatMap(line -> line.message().stream()).toList());
        assertTrue(
                lines().stream().allMatch(line -> line.publish().equals(Optional.of(Side.LOCAL))),
                () -> "all of it entered at the local broker");
    }

    @Test
    void tellsOfTheCloudTooButPublishesOneSideOnly(RunningDemo demo) throws Exception {
        String topic = RunningDemo.topic("ASN2A00003");
        try (AromaProcess process = record(demo, "--topic", topic)) {
            demo.publish("ASN2A00003", RunningDemo.SEED_PAYLOAD);
            awaitLine("\"place\":\"local\"");
            awaitLine("\"place\":\"cloud\"");
            process.signal("INT");
            assertEquals(130, process.awaitStop());
        }
        assertEquals(
                // Each side has a connection of its own: which is the quicker is open.
                List.of("cloud received Optional.empty", "local received Optional[LOCAL]"),
                lines().stream()
                        .map(l -> l.place() + " " + l.step() + " " + l.publish())
                        .sorted()
                        .toList());
    }

    @Test
    void theCloudAloneIsToBePublishedThere(RunningDemo demo) throws Exception {
        try (AromaProcess process = record(demo, "--at", "cloud", "--topic", "rec/cloud");
                MqttConnection client = demo.cloud("recorded-cloud")) {
            publish(client, Message.of("rec/cloud", "from afar", QoS.AT_LEAST_ONCE));
            awaitLine("from afar");
            process.signal("TERM");
            assertEquals(0, process.awaitStop());
        }
        assertEquals(
                List.of(Optional.of(Side.CLOUD)),
                lines().stream().map(RecordedLine::publish).toList());
    }

    @Test
    void aLostConnectionIsInTheRecording() throws Exception {
        try (RunningDemo own = RunningDemo.start(folder);
                AromaProcess process = record(own)) {
            own.process().kill();
            awaitLine("disconnected");
            process.signal("TERM");
            assertEquals(0, process.awaitStop());
        }
        assertTrue(
                lines().stream()
                        .anyMatch(l -> l.step().equals("disconnected")
                                && l.note().equals("what passes from here on is missing")),
                () -> "no gap is told of");
    }

    @Test
    void aFileThatIsThereIsReplacedOnlyByForce(RunningDemo demo) throws Exception {
        Files.writeString(file(), "dear to me");
        String data = demo.data().toString();
        AromaRun.here("record", file().toString(), "--data", data)
                .fails(1, file() + ": it is there already; choose another name, or replace it with --force");
        assertEquals("dear to me", Files.readString(file()));
        AromaRun.here("record", file().toString(), "--data", data, "--force", "--for", "0ms")
                .exits(0);
        assertEquals("{\"recording\":1,", Files.readString(file()).substring(0, 15));
    }

    @Test
    void whatCannotBeReachedLeavesNoFile() throws Exception {
        Path nothing = Files.writeString(
                folder.resolve("endpoints.json"),
                "{\"local\": {\"host\": \"127.0.0.1\", \"mqtt\": " + freePort() + "}}");
        AromaRun.here("record", file().toString(), "--endpoints", nothing.toString())
                .fails(4, "cannot connect to mqtt://127.0.0.1:");
        AromaRun.here("record", file().toString(), "--endpoints", nothing.toString(), "--at", "cloud")
                .fails(4, "the running system has no cloud; name the endpoints file of one that has with --endpoints");
        assertTrue(Files.notExists(file()), () -> file() + " was made");
    }

    private static int freePort() throws Exception {
        return FreePorts.base(1);
    }

    @Test
    void aWrongFilterIsAUsageError() {
        AromaRun.here("record", "x", "--topic", "a/#/b")
                .exits(2)
                .says("aroma record: Invalid value for option '--topic'", "'#' must be the last level");
    }
}
