package io.aromabridge.testkit;

import io.aromabridge.testkit.journal.JournalEntry;
import java.util.List;

/** A receiver of messages in a testbed: a shooter, a light, a subscriber. */
public sealed interface Receiver permits Shooter, Light, Subscriber {
    /** What it is called in the journal: a serial number or a name. */
    String name();

    /** Where it is. */
    Testbed bed();

    /** The messages that reached it so far, oldest first; those that came twice stand twice. */
    default List<JournalEntry> deliveries() {
        return bed().journal().entries().stream()
                .filter(e -> e.is(name(), "delivered"))
                .toList();
    }
}
