package io.aromabridge.simulator.recording;

import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.message.Message;
import io.aromabridge.simulator.device.Side;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of a recording behind the first: a step of a message's way, or an event such as a cut link.
 *
 * @param at when, to the microsecond; what is finer is not written
 * @param place where: {@code local}, {@code bridge}, {@code uplink}, {@code cloud}, a device's name; empty if not known
 * @param step what happened, in lower case: {@code received}, {@code in-flight}, {@code cut}; empty if not known
 * @param client the client identifier that the message came from or went to; empty if there is none
 * @param message the message; empty for an event
 * @param note why or what, for a person; empty if there is none
 * @param publish where a replay publishes the message: present on exactly the lines with which a message entered the
 *     system from outside
 */
public record RecordedLine(
        Instant at,
        String place,
        String step,
        String client,
        Optional<Message> message,
        String note,
        Optional<Side> publish) {
    /** Throws {@link IllegalArgumentException} if there is something to publish, and no message. */
    public RecordedLine {
        if (publish.isPresent() && message.isEmpty()) {
            throw new IllegalArgumentException("a line to publish needs a message");
        }
    }

    /** A hop of the journal; no replay publishes it. */
    public static RecordedLine of(Hop hop) {
        return new RecordedLine(
                hop.at(),
                hop.place(),
                hop.step().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                hop.client(),
                Optional.of(hop.message()),
                hop.note(),
                Optional.empty());
    }

    /** Something that happened, and is no message. */
    public static RecordedLine event(Instant at, String place, String step, String note) {
        return new RecordedLine(at, place, step, "", Optional.empty(), note, Optional.empty());
    }

    /** The same as the line with which the message entered the system: a replay publishes it there. */
    public RecordedLine enteringAt(Side side) {
        return new RecordedLine(at, place, step, client, message, note, Optional.of(side));
    }
}
