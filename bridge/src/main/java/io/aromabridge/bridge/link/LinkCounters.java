package io.aromabridge.bridge.link;

import io.aromabridge.certs.connect.BreakReason;
import java.util.Map;

/**
 * What a link has seen since it was made.
 *
 * @param connects times that it came online
 * @param breaks attempts that failed, and connections that broke, by reason
 * @param received messages that arrived; one that is sent again counts again
 */
public record LinkCounters(long connects, Map<BreakReason, Long> breaks, long received) {
    /** Of a link that is not made yet. */
    public static final LinkCounters NONE = new LinkCounters(0, Map.of(), 0);

    /** Copies the map. */
    public LinkCounters {
        breaks = Map.copyOf(breaks);
    }
}
