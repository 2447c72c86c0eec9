package io.aromabridge.bridge;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A bridge at one moment, as it is shown to a person or a program.
 *
 * @param name the bridge's
 * @param cloud the link to the cloud; of several the first that is not online, if there is one
 * @param connections all links to the cloud
 * @param local the link to the local broker; empty beside a broker in this process, and before the start
 * @param counters what went out and came in so far
 * @param oldest how long the oldest message has waited that the cloud has not acknowledged; zero if none does
 * @param routes what crosses: {@code out lights/# as a/b}
 */
public record BridgeStatus(
        String name,
        LinkStatus cloud,
        List<LinkStatus> connections,
        Optional<LinkStatus> local,
        BridgeCounters counters,
        Duration oldest,
        List<String> routes) {
    /** Copies the lists. */
    public BridgeStatus {
        connections = List.copyOf(connections);
        routes = List.copyOf(routes);
    }
}
