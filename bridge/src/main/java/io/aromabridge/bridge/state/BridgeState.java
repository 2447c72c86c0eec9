package io.aromabridge.bridge.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of a bridge, as it publishes it on the local broker.
 *
 * @param name the bridge's
 * @param word {@code online}, {@code connecting}, {@code waiting} (for the next try), {@code idle} (not started) or
 *     {@code stopped}; of several connections to the cloud that which is worst off
 * @param since when this began; empty if idle or stopped
 * @param online how many connections to the cloud there are now
 * @param total how many there should be
 * @param depth messages that wait for the cloud, those in flight too
 * @param bytes of their topics and payloads
 * @param oldest how long the oldest of them has waited; zero if none does
 * @param lastAcknowledged when the cloud acknowledged one last; empty if never
 * @param error what went wrong last, for a person; empty if nothing did
 */
public record BridgeState(
        String name,
        String word,
        Optional<Instant> since,
        int online,
        int total,
        long depth,
        long bytes,
        Duration oldest,
        Optional<Instant> lastAcknowledged,
        Optional<String> error) {
    /** The same after this went wrong, unless something else went wrong last. */
    BridgeState after(Optional<String> earlier) {
        return new BridgeState(
                name,
                word,
                since,
                online,
                total,
                depth,
                bytes,
                oldest,
                lastAcknowledged,
                error.isPresent() ? error : earlier);
    }

    /** The same bridge, stopped. */
    BridgeState stopped() {
        return new BridgeState(
                name, "stopped", Optional.empty(), 0, total, depth, bytes, oldest, lastAcknowledged, error);
    }
}
