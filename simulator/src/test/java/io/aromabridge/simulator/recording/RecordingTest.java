package io.aromabridge.simulator.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.device.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written into a recording comes back from it. */
class RecordingTest {
    private static final Instant AT = Instant.parse("2026-05-04T10:00:00.123456Z");

    @TempDir
    Path folder = Path.of("");

    private Path write(RecordingHeader header, RecordedLine... lines) throws AromaException {
        Path file = folder.resolve("of/a/run.jsonl");
        try (RecordingWriter writer = RecordingWriter.create(file, header)) {
            for (RecordedLine line : lines) {
                writer.write(line);
            }
        }
        return file;
    }

    static List<RecordedLine> read(Path file) throws AromaException {
        List<RecordedLine> all = new ArrayList<>();
        try (RecordingReader reader = RecordingReader.open(file)) {
            for (Optional<RecordedLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                all.add(line.get());
            }
            assertEquals(Optional.empty(), reader.torn());
        }
        return all;
    }

    private static RecordedLine of(Payload payload) {
        Message message = new Message(TopicName.of("a/b"), payload, QoS.EXACTLY_ONCE, true);
        return new RecordedLine(AT, "cloud", "received", "phone", Optional.of(message), "", Optional.empty());
    }

    @Test
    void aHopAndAnEventAreReadable() throws Exception {
        Message message = Message.of("aromajoin/x", "{\"channel\": 3}", QoS.AT_LEAST_ONCE);
        Hop hop = new Hop(AT, Hop.Step.IN_FLIGHT, "bridge", "demo", message, "");
        Path file = write(
                new RecordingHeader(AT, OptionalLong.of(42), "an outage", Map.of("uplink", 4711, "local", 1883)),
                RecordedLine.of(hop).enteringAt(Side.LOCAL),
                RecordedLine.event(AT.plusNanos(1_000), "uplink", "cut", "2 connections reset"));
        assertEquals(
                List.of(
                        "{\"recording\":1,\"startedAt\":\"2026-05-04T10:00:00.123456Z\",\"seed\":42,\"note\":\"an"
                                + " outage\",\"ports\":{\"local\":1883,\"uplink\":4711}}",
                        "{\"at\":\"2026-05-04T10:00:00.123456Z\",\"place\":\"bridge\",\"step\":\"in-flight\","
                                + "\"client\":\"demo\",\"topic\":\"aromajoin/x\",\"qos\":1,"
                                + "\"payload\":\"{\\\"channel\\\": 3}\",\"publish\":\"local\"}",
                        "{\"at\":\"2026-05-04T10:00:00.123457Z\",\"place\":\"uplink\",\"step\":\"cut\","
                                + "\"note\":\"2 connections reset\"}"),
                Files.readAllLines(file));
    }

    @Test
    void everyPayloadComesBackByteForByte() throws Exception {
        byte[] every = new byte[256];
        IntStream.range(0, every.length).forEach(i -> every[i] = (byte) i);
        List<RecordedLine> lines = List.of(
                of(Payload.EMPTY),
                of(Payload.of("{\n\t\"scent\": \"薔薇 🌹\", \"nothing\": \"\u0000\"}\r\n\u2028")),
                of(Payload.of("\uFEFFa byte order mark, and U+FFFD: \uFFFD")),
                of(Payload.copyOf(every)),
                of(Payload.copyOf(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})));
        assertEquals(lines, read(write(RecordingHeader.startedAt(AT), lines.toArray(RecordedLine[]::new))));
    }

    @Test
    void theHeaderComesBack() throws Exception {
        RecordingHeader header = new RecordingHeader(AT, OptionalLong.of(-7), "\"quoted\"", Map.of("local", 1));
        try (RecordingReader reader = RecordingReader.open(write(header))) {
            assertEquals(header, reader.header());
            assertEquals(Optional.empty(), reader.next());
        }
    }

    @Test
    void linesOfSeveralThreadsDoNotMix() throws Exception {
        Path file = folder.resolve("run.jsonl");
        CountDownLatch done = new CountDownLatch(4);
        try (RecordingWriter writer = RecordingWriter.create(file, RecordingHeader.startedAt(AT))) {
            for (int t = 0; t < 4; t++) {
                new Thread(() -> {
                            try {
                                for (int i = 0; i < 200; i++) {
                                    writer.write(of(Payload.of("x".repeat(i))));
                                }
                                done.countDown();
                            } catch (AromaException e) {
                                throw new AssertionError(e);
                            }
                        })
                        .start();
            }
            assertTrue(done.await(10, TimeUnit.SECONDS), "the writers did not end");
        }
        assertEquals(800, read(file).size());
    }

    @Test
    void whatIsThereIsReplacedOnlyWhenAsked() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.txt"), "dear to me\n".repeat(100));
        RecordingHeader header = RecordingHeader.startedAt(AT);
        AromaException refused = assertThrows(AromaException.class, () -> RecordingWriter.create(file, header));
        assertEquals(file + ": it is there already; choose another name, or have it replaced", refused.getMessage());
        assertEquals(AromaException.Kind.FAILED, refused.kind());
        assertEquals("dear to me", Files.readAllLines(file).get(0));
        RecordingWriter.replace(file, header).close();
        assertEquals(List.of(), read(file));
    }

    @Test
    void aPlaceThatCannotBeWrittenIsSaid() {
        AromaException e = assertThrows(
                AromaException.class, () -> RecordingWriter.replace(folder, RecordingHeader.startedAt(AT)));
        assertTrue(
                String.valueOf(e.getMessage()).startsWith(folder + ": the recording cannot be written ("), e::toString);
    }

    @Test
    void nothingIsWrittenAfterTheEnd() throws Exception {
        RecordingWriter writer = RecordingWriter.create(folder.resolve("run.jsonl"), RecordingHeader.startedAt(AT));
        writer.close();
        writer.close();
        assertThrows(AromaException.class, () -> writer.write(of(Payload.EMPTY)));
    }

    @Test
    void onlyAMessageCanBePublished() {
        RecordedLine event = RecordedLine.event(AT, "uplink", "cut", "");
        assertThrows(IllegalArgumentException.class, () -> event.enteringAt(Side.CLOUD));
    }
}
