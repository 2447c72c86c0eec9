package io.aromabridge.bridge.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Counts of a queue since it was made, and its size now.
 *
 * @param queued messages taken
 * @param sent messages handed to the link; one that is sent again counts again
 * @param acknowledged messages that the other side has
 * @param dropped messages given up, by reason
 * @param depth messages held now, those in flight too
 * @param bytes of topics and payloads of the messages held now
 * @param inFlight messages handed to the link and not yet acknowledged
 * @param waitingSince when the oldest message that is not acknowledged was taken; one that was dropped for a newer one
 *     counts until the other side acknowledges something again, so that a full queue does not look young
 * @param lastAcknowledged when the other side had one last; empty if never
 */
public record QueueCounters(
        long queued,
        long sent,
        long acknowledged,
        Map<DropReason, Long> dropped,
        int depth,
        long bytes,
        int inFlight,
        Optional<Instant> waitingSince,
        Optional<Instant> lastAcknowledged) {
    /** Copies the map. */
    public QueueCounters {
        dropped = Map.copyOf(dropped);
    }

    /** How long the oldest message has waited; zero if none waits. */
    public Duration oldest(Instant now) {
        // A clock that was set back makes nothing younger than new.
        return waitingSince
                .filter(since -> since.isBefore(now))
                .map(since -> Duration.between(since, now))
                .orElse(Duration.ZERO);
    }

    /** Those of two queues together. */
    QueueCounters plus(QueueCounters other) {
        Map<DropReason, Long> both = new EnumMap<>(DropReason.class);
        both.putAll(dropped);
        other.dropped.forEach((reason, count) -> both.merge(reason, count, Long::sum));
        return new QueueCounters(
                queued + other.queued,
                sent + other.sent,
                acknowledged + other.acknowledged,
                both,
                depth + other.depth,
                bytes + other.bytes,
                inFlight + other.inFlight,
                Stream.of(waitingSince, other.waitingSince)
                        .flatMap(Optional::stream)
                        .min(Comparator.naturalOrder()),
                Stream.of(lastAcknowledged, other.lastAcknowledged)
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder()));
    }
}
