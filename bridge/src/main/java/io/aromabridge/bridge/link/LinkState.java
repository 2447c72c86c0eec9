package io.aromabridge.bridge.link;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Where a link stands. */
public sealed interface LinkState {
    /** Not started. */
    record Idle() implements LinkState {}

    /**
     * From the first packet to the last SUBACK.
     *
     * @param attempt tries since the link was last stable, from 1
     * @param since when this one began
     * @param before what went wrong before it, for a person; empty at the first
     */
    record Connecting(int attempt, Instant since, Optional<String> before) implements LinkState {}

    /** Connected and subscribed: messages flow. */
    record Online(Instant since) implements LinkState {}

    /**
     * Not connected; the next try comes by itself.
     *
     * @param until when it comes
     * @param delay how long the whole wait is
     * @param reason what went wrong, for a person
     */
    record Waiting(Instant until, Duration delay, String reason) implements LinkState {}

    /** Closed for good. */
    record Stopped() implements LinkState {}
}
