package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.mqtt.MqttConnection;
import io.aromabridge.simulator.recording.RecordedLine;
import io.aromabridge.simulator.recording.RecordingHeader;
import io.aromabridge.simulator.recording.RecordingWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code aroma replay}: publishes what a recording holds. */
@ExtendWith(SharedDemo.class)
class ReplayTest {
    private static final Instant AT = Instant.parse("2026-05-04T10:00:00Z");

    @TempDir
    Path folder = Path.of("");

    private Path recording(RecordedLine... lines) throws Exception {
        Path file = folder.resolve("run.jsonl");
        RecordingHeader header = new RecordingHeader(AT, OptionalLong.of(42), "OutageTest", Map.of("uplink", 1));
        try (RecordingWriter writer = RecordingWriter.replace(file, header)) {
            for (RecordedLine line : lines) {
                writer.write(line);
            }
        }
        return file;
    }

    /** A line as the journal of a test writes it. */
    private static RecordedLine line(int second, Message message) {
        return RecordedLine.of(new Hop(AT.plusSeconds(second), Hop.Step.RECEIVED, "local", "phone", message, ""));
    }

    private static AromaRun replay(RunningDemo demo, Path file, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("replay", file.toString(), "--data", demo.data().toString()));
        arguments.addAll(List.of(options));
        return AromaRun.here(arguments.toArray(String[]::new));
    }

    private static BlockingQueue<Message> subscribe(MqttConnection client, String filter) throws Exception {
        BlockingQueue<Message> arrived = new LinkedBlockingQueue<>();
        MqttConnection.await(client.subscribe(TopicFilter.of(filter), QoS.EXACTLY_ONCE, arrived::add));
        return arrived;
    }

    private static List<Message> take(BlockingQueue<Message> arrived, int count) throws InterruptedException {
        List<Message> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Message next = arrived.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("only these arrived: " + taken);
            }
            taken.add(next);
        }
        return taken;
    }

    @Test
    void publishesInOrderWithTheRecordedQos(RunningDemo demo) throws Exception {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            messages.add(Message.of("replay/" + i % 3, "number " + i, QoS.of(1 + i % 2)));
        }
        RecordedLine[] lines =
                messages.stream().map(m -> line(0, m).enteringAt(Side.LOCAL)).toArray(RecordedLine[]::new);
        try (MqttConnection client = demo.local("replay-sees")) {
            BlockingQueue<Message> arrived = subscribe(client, "replay/#");
            AromaRun run = replay(demo, recording(lines), "--speed", "0").exits(0);
            assertEquals(messages, take(arrived, messages.size()));
            assertEquals(List.of(), run.err());
            assertTrue(
                    run.out()
                            .get(0)
                            .matches(".*/run.jsonl: 300 messages published in .* s \\(300 local\\), 300 acknowledged"),
                    run::toString);
        }
    }

    @Test
    void ofATestsTimelineOnlyWhatEnteredIsPublishedAndWhereItDid(RunningDemo demo) throws Exception {
        Message shot = Message.of("replay-sides/x", "shot", QoS.AT_MOST_ONCE);
        Message answer = Message.of("replay-sides/x", "answer", QoS.AT_LEAST_ONCE);
        Path file = recording(
                line(0, shot).enteringAt(Side.LOCAL),
                line(0, shot),
                RecordedLine.event(AT, "uplink", "cut", "2 connections reset"),
                line(0, answer).enteringAt(Side.CLOUD));
        try (MqttConnection local = demo.local("replay-local");
                MqttConnection cloud = demo.cloud("replay-cloud")) {
            BlockingQueue<Message> atLocal = subscribe(local, "replay-sides/#");
            BlockingQueue<Message> atCloud = subscribe(cloud, "replay-sides/#");
            AromaRun run = replay(demo, file, "--json").exits(0);
            assertEquals(List.of(shot), take(atLocal, 1));
            assertEquals(List.of(answer), take(atCloud, 1));
            JsonNode counts = new ObjectMapper().readTree(run.out().get(0));
            assertEquals(
                    "2 1 1 1",
                    counts.path("published") + " " + counts.path("local") + " " + counts.path("cloud") + " "
                            + counts.path("acknowledged"));
            assertEquals(List.of(), List.copyOf(atLocal));
        }
    }

    @Test
    void retainedMessagesAreRetainedAgain(RunningDemo demo) throws Exception {
        Message kept = Message.of("replay-retained", "kept", QoS.AT_LEAST_ONCE);
        Message flagged = new Message(kept.topic(), kept.payload(), kept.qos(), true);
        AromaRun unused =
                replay(demo, recording(line(0, flagged).enteringAt(Side.LOCAL))).exits(0);
        try (MqttConnection client = demo.local("replay-later")) {
            assertEquals(
                    kept.payload(),
                    take(subscribe(client, "replay-retained"), 1).get(0).payload());
        }
    }

    @Test
    void keepsTheTimesAndTellsHowFarItIsUntilItIsStopped(RunningDemo demo) throws Exception {
        Path file = recording(
                line(0, Message.of("replay-slow", "now", QoS.AT_LEAST_ONCE)).enteringAt(Side.LOCAL),
                line(3600, Message.of("replay-slow", "in half an hour", QoS.AT_LEAST_ONCE))
                        .enteringAt(Side.LOCAL));
        try (AromaProcess process = AromaProcess.start(
                folder,
                "replay",
                file.toString(),
                "--speed",
                "2",
                "--data",
                demo.data().toString())) {
            String unused = process.err().await("^1 of 2 messages published$");
            process.signal("INT");
            assertEquals(130, process.awaitStop());
            assertTrue(
                    process.out().awaitEnd().get(0).contains(": 1 message published in "),
                    () -> process.out().from(0).toString());
        }
    }

    @Test
    void aLastLineThatBreaksOffIsSaidAndLeftOut(RunningDemo demo) throws Exception {
        Path file = recording(
                line(0, Message.of("replay-torn", "a", QoS.AT_LEAST_ONCE)).enteringAt(Side.LOCAL));
        Files.writeString(file, "{\"at\":\"2026-", StandardOpenOption.APPEND);
        AromaRun run = replay(demo, file).exits(0);
        assertEquals(List.of("aroma: " + file + ":3: the last line breaks off, and is left out"), run.err());
    }

    @Test
    void aWrongRecordingIsRefusedBeforeAnythingIsPublished(RunningDemo demo) throws Exception {
        Path file = Files.writeString(folder.resolve("movie.mp4"), "\0\0\1ftyp");
        replay(demo, file).fails(3, file + ":1: it is no JSON", "expected the first line of a recording");
        replay(demo, folder.resolve("none")).fails(3, folder.resolve("none") + ": there is no such file");
        replay(demo, recording(line(0, Message.of("a", "b", QoS.AT_MOST_ONCE))))
                .fails(3, "it has nothing to publish; expected lines with \"publish\"");
    }

    @Test
    void aSystemWithoutTheSideIsSaid() throws Exception {
        Path file = recording(line(0, Message.of("a", "b", QoS.AT_MOST_ONCE)).enteringAt(Side.CLOUD));
        AromaRun.here("replay", file.toString(), "--data", folder.toString())
                .fails(4, file + ": it has messages to publish at \"cloud\", which the running system does not have");
    }

    @Test
    void aSpeedMustBeANumberFromZeroOn() {
        for (String speed : List.of("-1", "NaN", "Infinity")) {
            AromaRun.here("replay", "x", "--speed=" + speed)
                    .exits(2)
                    .says("aroma replay: --speed ", ": expected a number above 0, or 0 for no waits");
        }
    }

    @Test
    void aBrokerThatRefusesIsSaid(RunningDemo demo) throws Exception {
        Path file = recording(line(0, Message.of("a", "b", QoS.AT_MOST_ONCE)).enteringAt(Side.LOCAL));
        Path wrong = Files.writeString(folder.resolve("wrong.password"), "not it\n");
        Optional<Integer> port = demo.endpoints().number("local", "mqtt");
        Path endpoints = Files.writeString(
                folder.resolve("endpoints.json"),
                "{\"local\": {\"host\": \"127.0.0.1\", \"mqtt\": " + port.orElseThrow()
                        + ", \"username\": \"demo\", \"passwordFile\": \"" + wrong + "\"}}");
        AromaRun.here("replay", file.toString(), "--endpoints", endpoints.toString())
                .fails(5, "refused user \"demo\" (CONNACK ");
    }
}
