package io.aromabridge.app.recording;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.recording.RecordedLine;
import io.aromabridge.simulator.recording.RecordingReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a replay will do: the whole file was read, so that nothing is published from one that is wrong further on.
 *
 * @param file the recording
 * @param messages how many will be published, on the sides where there are any; never none
 * @param torn says which last line breaks off; empty if none does
 */
public record ReplayPlan(Path file, Map<Side, Long> messages, Optional<String> torn) {
    /**
     * Reads the recording.
     *
     * @throws AromaException CONFIGURATION if it is wrong, or has nothing to publish
     */
    public static ReplayPlan of(Path file) throws AromaException {
        Map<Side, Long> messages = new EnumMap<>(Side.class);
        try (RecordingReader reader = RecordingReader.open(file)) {
            for (Optional<RecordedLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                if (line.get().publish().isPresent()) {
                    messages.merge(line.get().publish().get(), 1L, Long::sum);
                }
            }
            if (messages.isEmpty()) {
                throw new AromaException(
                        Kind.CONFIGURATION,
                        file + ": it has nothing to publish; expected lines with \"publish\":\"local\" or \"cloud\"");
            }
            return new ReplayPlan(file, messages, reader.torn());
        }
    }

    /** How many messages will be published. */
    public long total() {
        return messages.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The times of a recording, counted from its first message; a clock that was set back while it ran stands still. */
    static final class Pace {
        private Optional<Instant> first = Optional.empty();
        private double latest;

        /** Seconds since the first of the times that were given here; never less than before. */
        double secondsAt(Instant at) {
            Instant begin = first.orElse(at);
            first = Optional.of(begin);
            double seconds = at.getEpochSecond() - begin.getEpochSecond() + (at.getNano() - begin.getNano()) / 1e9;
            latest = Math.max(latest, seconds);
            return latest;
        }
    }
}
