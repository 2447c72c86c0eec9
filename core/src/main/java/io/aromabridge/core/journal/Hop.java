package io.aromabridge.core.journal;

import io.aromabridge.core.message.Message;
import java.time.Instant;

/**
 * One step of a message on its way through broker, bridge, cloud and devices.
 *
 * @param at when it happened
 * @param step what happened to it
 * @param place the part where it happened: {@code broker}, {@code bridge}, {@code cloud}, a device's name
 * @param client the client identifier it came from or went to; empty if there is none
 * @param message the message; identical objects are the same message
 * @param note why, for what was denied, dropped or rejected; empty otherwise
 */
public record Hop(Instant at, Step step, String place, String client, Message message, String note) {
    /** The states of a message on its way. */
    public enum Step {
        /** A broker has received it and allowed it; it is not acknowledged yet. */
        RECEIVED,
        /** An access rule denied it. */
        DENIED,
        /** It waits in a bridge's queue. */
        QUEUED,
        /** It was published upstream and waits for its acknowledgement. */
        IN_FLIGHT,
        /** The other side has acknowledged it. */
        FORWARDED,
        /** A policy of the queue dropped it. */
        DROPPED,
        /** A device has received it. */
        DELIVERED
    }
}
