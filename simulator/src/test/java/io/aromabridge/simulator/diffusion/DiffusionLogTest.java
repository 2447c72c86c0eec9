package io.aromabridge.simulator.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.device.DeviceKind;
import io.aromabridge.simulator.device.Side;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffusionLogTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final DeviceId SHOOTER = new DeviceId("ASN2A00002", DeviceKind.AROMA_SHOOTER, Side.CLOUD);
    private static final TopicName TOPIC = DiffuseCommand.topic("ASN2A00002");
    private static final DiffusionEvent DIFFUSING =
            DiffusionEvent.of(AT, SHOOTER, TOPIC, Outcome.DIFFUSING, new DiffuseCommand(3, 3000, 100, false));

    private static void assertJson(String expected, String line) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        assertEquals(mapper.readTree(expected), mapper.readTree(line), line);
    }

    private static DiffusionEvent rejected(Payload payload) {
        InvalidCommandException why = assertThrows(InvalidCommandException.class, () -> DiffuseCommand.parse(payload));
        return DiffusionEvent.rejected(AT, SHOOTER, TOPIC, why, payload);
    }

    @Test
    void writesOneJsonObjectALine(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("made/too/diffusions.jsonl");
        try (DiffusionLog log = DiffusionLog.open(file)) {
            log.accept(DIFFUSING);
            log.accept(DIFFUSING.withScent(Optional.of("お香")).withWarning(Optional.of("too long")));
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        assertEquals(2, lines.size(), lines.toString());
        String common =
                """
                {"at":"2026-01-02T03:04:05.000Z","device":"ASN2A00002","kind":"aroma-shooter","side":"cloud",
                 "topic":"aromajoin/aromashooter/ASN2A00002/command/diffuse","outcome":"diffusing","channel":3,
                 "durationMs":3000,"intensity":100,"booster":false""";
        assertJson(common + "}", lines.get(0));
        assertJson(common + ",\"scent\":\"お香\",\"warning\":\"too long\"}", lines.get(1));
        assertTrue(Files.readString(file, StandardCharsets.UTF_8).endsWith("}\n"));
    }

    @Test
    void writesReasonAndTheFirstBytesOfWhatWasRejected() throws Exception {
        byte[] bytes = new byte[300];
        bytes[1] = '"';
        assertJson(
                """
                {"at":"2026-01-02T03:04:05.000Z","device":"ASN2A00002","kind":"aroma-shooter","side":"cloud",
                 "topic":"aromajoin/aromashooter/ASN2A00002/command/diffuse","outcome":"rejected",
                 "reason":"%s","payload":"\\\\x00\\"%s…"}"""
                        .replaceFirst("%s", "the payload is not a JSON object")
                        .replaceFirst("%s", "\\\\\\\\x00".repeat(198)),
                new DiffusionEvent(
                                AT,
                                SHOOTER,
                                TOPIC,
                                Outcome.REJECTED,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new DiffusionEvent.Rejection(
                                        "the payload is not a JSON object", Payload.copyOf(bytes))),
                                Optional.empty())
                        .toJson());
    }

    @Test
    void appendsToWhatIsThere(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("diffusions.jsonl");
        for (int i = 0; i < 2; i++) {
            try (DiffusionLog log = DiffusionLog.open(file)) {
                log.accept(DIFFUSING);
            }
        }
        assertEquals(2, Files.readAllLines(file, StandardCharsets.UTF_8).size());
    }

    @Test
    void refusesAFileThatCannotBeWritten(@TempDir Path dir) {
        AromaException e = assertThrows(AromaException.class, () -> DiffusionLog.open(dir));
        assertEquals(AromaException.Kind.CONFIGURATION, e.kind());
        assertTrue(String.valueOf(e.getMessage()).contains(dir.toString()), e.getMessage());
        assertEquals(1, String.valueOf(e.getMessage()).lines().count(), e.getMessage());
    }

    @Test
    void goesOnWhenTheDiskIsFullAndBeginsANewLineAfterwards() {
        FullDisk disk = new FullDisk();
        DiffusionLog log = new DiffusionLog(disk, "full");
        List<DiffusionEvent> heard = new ArrayList<>();
        log.addListener(heard::add);
        log.accept(DIFFUSING);
        disk.full = true;
        log.accept(DIFFUSING);
        log.accept(DIFFUSING);
        disk.full = false;
        log.accept(DIFFUSING);
        log.close();
        assertEquals(4, heard.size());
        String line = DIFFUSING.toJson() + "\n";
        assertEquals(line + "{" + "{" + "\n" + line, disk.written.toString(StandardCharsets.UTF_8));
    }

    @Test
    void writesEachLineAtOnce() {
        FullDisk disk = new FullDisk();
        DiffusionLog log = new DiffusionLog(disk, "counted");
        log.accept(DIFFUSING);
        log.accept(rejected(Payload.of("[]")));
        assertEquals(2, disk.writes);
    }

    @Test
    void servesTheOtherListenersWhenOneFails() {
        DiffusionLog log = new DiffusionLog(OutputStream.nullOutputStream(), "none");
        List<DiffusionEvent> heard = new ArrayList<>();
        log.addListener(event -> {
            throw new IllegalStateException("a listener's own trouble");
        });
        log.addListener(heard::add);
        log.accept(DIFFUSING);
        assertEquals(List.of(DIFFUSING), heard);
    }

    @Test
    void saysWhatHappenedInAPersonsWords() {
        assertEquals("ASN2A00002 (cloud) diffuses channel 3 at 100 % for 3000 ms", DIFFUSING.sentence());
        assertEquals(
                "ASN2A00002 (cloud) rejects a command: the payload is not a JSON object",
                rejected(Payload.of("[]")).sentence());
        DiffuseCommand boosted = new DiffuseCommand(1, 10_000, 50, true);
        DiffusionEvent event = DiffusionEvent.of(AT, SHOOTER, TOPIC, Outcome.REPLACED, boosted)
                .withScent(Optional.of("Coffee"))
                .withWarning(Optional.of("too long"));
        assertEquals(
                "ASN2A00002 (cloud) diffuses channel 1 (Coffee) at 50 % for 10000 ms with booster"
                        + " in place of what ran; warning: too long",
                event.sentence());
        assertEquals(
                "ASN2A00002 (cloud) finished channel 1",
                DiffusionEvent.of(AT, SHOOTER, TOPIC, Outcome.FINISHED, boosted).sentence());
    }

    @Test
    void refusesARejectionThatHoldsACommand() {
        assertThrows(
                IllegalArgumentException.class,
                () -> DiffusionEvent.of(AT, SHOOTER, TOPIC, Outcome.REJECTED, new DiffuseCommand(1, 1, 1, false)));
    }

    /** Takes one byte of each line while it is full. */
    private static final class FullDisk extends OutputStream {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private boolean full;
        private int writes;

        @Override
        public void write(int b) {
            throw new IllegalStateException("a line is written at once");
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            writes++;
            if (full) {
                written.write(bytes[bytes[0] == '\n' ? 1 : 0]);
                throw new IOException("No space left on device");
            }
            written.write(bytes);
        }
    }
}
