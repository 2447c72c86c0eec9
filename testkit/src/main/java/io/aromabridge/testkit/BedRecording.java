package io.aromabridge.testkit;

import io.aromabridge.core.AromaException;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.recording.RecordedLine;
import io.aromabridge.simulator.recording.RecordingHeader;
import io.aromabridge.simulator.recording.RecordingWriter;
import io.aromabridge.testkit.journal.JournalEntry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Writes a bed's journal as a recording, which {@code aroma replay} reads. */
final class BedRecording {
    private final Instant began;

    /** The clients that a replay has anyway: the bridge and the devices. */
    private final Set<String> own;

    BedRecording(Instant began, Set<String> own) {
        this.began = began;
        this.own = own;
    }

    void write(Path file, Iterable<JournalEntry> entries, long seed, Map<String, Integer> ports) throws AromaException {
        RecordingHeader header = new RecordingHeader(began, OptionalLong.of(seed), "a testbed", ports);
        try (RecordingWriter writer = RecordingWriter.replace(file, header)) {
            for (JournalEntry entry : entries) {
                writer.write(line(entry));
            }
        }
    }

    private RecordedLine line(JournalEntry entry) {
        return new RecordedLine(
                began.plus(entry.at()),
                entry.place(),
                entry.step(),
                entry.client(),
                entry.message(),
                entry.note(),
                entersAt(entry));
    }

    private Optional<Side> entersAt(JournalEntry entry) {
        if (!entry.step().equals("received") || own.contains(entry.client())) {
            return Optional.empty();
        }
        return switch (entry.place()) {
            case TestbedParts.LOCAL, TestbedParts.WEBSOCKET -> Optional.of(Side.LOCAL);
            case "cloud" -> Optional.of(Side.CLOUD);
            default -> Optional.empty();
        };
    }
}
