package io.aromabridge.bridge;

import io.aromabridge.bridge.queue.QueueCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether messages move: nothing may wait too long, and the disk must take what comes. A link that is down is no trouble
 * as long as nothing waits for it, and one that is up is no comfort as long as nothing is acknowledged.
 */
final class QueueHealth {
    /** The promise of {@code GET /healthz}: 503 if a message has waited longer than this. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private QueueHealth() {}

    /** What is wrong, the cloud's side first. */
    static Optional<String> problem(List<Lane> lanes, Instant now) {
        return lanes.stream().flatMap(lane -> problem(lane, now).stream()).reduce((a, b) -> a + "; " + b);
    }

    private static Optional<String> problem(Lane lane, Instant now) {
        QueueCounters queue = lane.queue().counters();
        Duration oldest = queue.oldest(now);
        if (oldest.compareTo(LONGEST_WAIT) <= 0) {
            return lane.queue().problem();
        }
        return Optional.of("a message has waited " + oldest.toSeconds() + " s for the " + lane.name() + " side, "
                + queue.depth() + (queue.depth() == 1 ? " waits" : " wait") + " in all ("
                + lane.title() + ": " + lane.status() + ")"
                + lane.queue().problem().map(problem -> "; " + problem).orElse(""));
    }
}
