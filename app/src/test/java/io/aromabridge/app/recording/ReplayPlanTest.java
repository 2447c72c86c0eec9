package io.aromabridge.app.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.recording.RecordedLine;
import io.aromabridge.simulator.recording.RecordingHeader;
import io.aromabridge.simulator.recording.RecordingWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay will do is known before it begins. */
class ReplayPlanTest {
    private static final Instant AT = Instant.parse("2026-05-04T10:00:00Z");

    @TempDir
    Path folder = Path.of("");

    private static RecordedLine line(int second) {
        Message message = Message.of("a", "b", QoS.AT_LEAST_ONCE);
        return new RecordedLine(
                AT.plusSeconds(second), "local", "received", "", Optional.of(message), "", Optional.empty());
    }

    private Path recording(RecordedLine... lines) throws AromaException {
        Path file = folder.resolve("run.jsonl");
        try (RecordingWriter writer = RecordingWriter.create(file, RecordingHeader.startedAt(AT))) {
            for (RecordedLine line : lines) {
                writer.write(line);
            }
        }
        return file;
    }

    @Test
    void countsWhatIsToBePublished() throws Exception {
        ReplayPlan plan = ReplayPlan.of(recording(
                line(0),
                line(10).enteringAt(Side.LOCAL),
                line(20),
                line(13).enteringAt(Side.CLOUD),
                line(15).enteringAt(Side.LOCAL),
                line(60)));
        assertEquals(Map.of(Side.LOCAL, 2L, Side.CLOUD, 1L), plan.messages());
        assertEquals(3, plan.total());
        assertEquals(Optional.empty(), plan.torn());
    }

    @Test
    void aClockThatWasSetBackDelaysNothingAndReordersNothing() {
        ReplayPlan.Pace pace = new ReplayPlan.Pace();
        List<Double> seconds = Stream.of(100, 102, 40, 41, 103)
                .map(s -> pace.secondsAt(AT.plusSeconds(s)))
                .toList();
        assertEquals(List.of(0.0, 2.0, 2.0, 2.0, 3.0), seconds);
    }

    @Test
    void timesAsFarApartAsCanBeDoNotOverflow() {
        ReplayPlan.Pace pace = new ReplayPlan.Pace();
        assertEquals(0, pace.secondsAt(Instant.MIN));
        assertEquals(
                Instant.MAX.getEpochSecond() - (double) Instant.MIN.getEpochSecond(), pace.secondsAt(Instant.MAX), 1);
    }

    @Test
    void aRecordingWithoutAnythingToPublishIsRefused() throws Exception {
        Path file = recording(line(0), RecordedLine.event(AT, "uplink", "cut", ""));
        AromaException e = assertThrows(AromaException.class, () -> ReplayPlan.of(file));
        assertEquals(
                file + ": it has nothing to publish; expected lines with \"publish\":\"local\" or \"cloud\"",
                e.getMessage());
        assertEquals(AromaException.Kind.CONFIGURATION, e.kind());
    }

    @Test
    void anErrorFurtherOnIsFoundBeforehand() throws Exception {
        Path file = recording(line(0).enteringAt(Side.LOCAL));
        Files.writeString(
                file, "{\"at\":\"2026-05-04T10:00:00Z\",\"qos\":9,\"topic\":\"a\"}\n", StandardOpenOption.APPEND);
        AromaException e = assertThrows(AromaException.class, () -> ReplayPlan.of(file));
        assertEquals(file + ":3: \"qos\" is 9; expected 0, 1 or 2", e.getMessage());
    }
}
