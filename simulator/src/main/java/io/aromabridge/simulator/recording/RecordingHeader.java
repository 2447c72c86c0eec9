package io.aromabridge.simulator.recording;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The first line of a recording.
 *
 * @param startedAt when it began; the times of its lines count from there
 * @param seed of the run's chance; empty if none was chosen
 * @param note what it is, for a person; empty if there is none
 * @param ports the ports of the run by name, to compare it with other logs; often none
 */
public record RecordingHeader(Instant startedAt, OptionalLong seed, String note, Map<String, Integer> ports) {
    /** Copies the ports, which are kept in the order of their names. */
    public RecordingHeader {
        ports = Collections.unmodifiableMap(new TreeMap<>(ports));
    }

    /** A recording of which nothing more is known. */
    public static RecordingHeader startedAt(Instant at) {
        return new RecordingHeader(at, OptionalLong.empty(), "", Map.of());
    }
}
