package io.aromabridge.bridge.queue;

import java.util.Map;

/**
 * What a queue has seen since it was made, and what it holds.
 *
 * @param queued messages taken
 * @param sent messages handed to the link; one that is sent again counts again
 * @param acknowledged messages that the other side has
 * @param dropped messages given up, by reason
 * @param depth messages held now, those in flight too
 * @param inFlight messages handed to the link and not yet acknowledged
 */
public record QueueCounters(
        long queued, long sent, long acknowledged, Map<DropReason, Long> dropped, int depth, int inFlight) {
    /** Copies the map. */
    public QueueCounters {
        dropped = Map.copyOf(dropped);
    }
}
