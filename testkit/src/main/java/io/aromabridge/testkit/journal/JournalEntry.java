package io.aromabridge.testkit.journal;

import io.aromabridge.core.message.Message;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of a testbed's journal: a step of a message's way, or something that happened to a part.
 *
 * @param number its place in the sequence, from 1
 * @param at since the journal began, in monotonic time
 * @param place where: {@code local}, {@code websocket}, {@code bridge}, {@code uplink}, {@code cloud}, a device's name
 * @param step what happened, in lower case: a step of {@link io.aromabridge.core.journal.Hop.Step} such as
 *     {@code in-flight}, or a word such as {@code offline}
 * @param client the client identifier that a message came from or went to; empty if there is none
 * @param message the message; empty for an event that is none
 * @param note what else there is to say; may be empty
 */
public record JournalEntry(
        long number, Duration at, String place, String step, String client, Optional<Message> message, String note) {
    private static final int PAYLOAD_BYTES = 80;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Whether this is that step at that place. */
    public boolean is(String atPlace, String thatStep) {
        return place.equals(atPlace) && step.equals(thatStep);
    }

    /** {@code  +1.911s cloud      RECEIVED   bridge q1 a/b {"x": 1}}. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%+8.3fs %-10s %-10s",
                at.toNanos() / NANOS_PER_SECOND,
                place,
                step.toUpperCase(Locale.ROOT)));
        append(line, client);
        message.ifPresent(m -> append(
                line,
                "q" + m.qos().level() + (m.retained() ? " retained " : " ") + m.topic() + " "
                        + m.payload().excerpt(PAYLOAD_BYTES)));
        append(line, note.isEmpty() || message.isEmpty() ? note : "(" + note + ")");
        return line.toString();
    }

    private static void append(StringBuilder line, String part) {
        if (!part.isEmpty()) {
            line.append(' ').append(part);
        }
    }
}
