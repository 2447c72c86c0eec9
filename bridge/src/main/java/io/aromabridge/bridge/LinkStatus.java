package io.aromabridge.bridge;

import io.aromabridge.bridge.link.LinkState;
import java.time.Instant;
import java.util.Optional;

/**
 * A link at one moment, as it is shown to a person or a program.
 *
 * @param state {@code idle} (not started), {@code connecting}, {@code online}, {@code waiting} (for the next try) or
 *     {@code stopped}
 * @param address where it connects, {@code host:port}
 * @param since when this state began; empty if idle or stopped
 * @param nextTry when it tries again; present exactly if it waits
 * @param reason what went wrong last; present if it waits, or connects after that
 */
public record LinkStatus(
        String state, String address, Optional<Instant> since, Optional<Instant> nextTry, Optional<String> reason) {

    static LinkStatus of(LinkState state, String address) {
        if (state instanceof LinkState.Connecting now) {
            return new LinkStatus("connecting", address, Optional.of(now.since()), Optional.empty(), now.before());
        }
        if (state instanceof LinkState.Online now) {
            return new LinkStatus("online", address, Optional.of(now.since()), Optional.empty(), Optional.empty());
        }
        if (state instanceof LinkState.Waiting now) {
            return new LinkStatus(
                    "waiting",
                    address,
                    Optional.of(now.until().minus(now.delay())),
                    Optional.of(now.until()),
                    Optional.of(now.reason()));
        }
        String word = state instanceof LinkState.Idle ? "idle" : "stopped";
        return new LinkStatus(word, address, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** For a sentence: {@code waiting for the next try after: no PUBACK from there:8883 within 5.0 s}. */
    @Override
    public String toString() {
        return switch (state) {
            case "connecting" ->
                "connecting to " + address
                        + reason.map(why -> " again after: " + why).orElse("");
            case "online" -> "online at " + address;
            case "waiting" ->
                "waiting for the next try" + reason.map(why -> " after: " + why).orElse("");
            default -> state;
        };
    }
}
