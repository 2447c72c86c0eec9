package io.aromabridge.broker;

import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.moquette.broker.Engine;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What all guards of a listener share.
 *
 * @param logins runs the authenticator, which may block
 * @param stopping set once the broker stops: from then on no will is published
 */
record GuardContext(
        ListenerOptions options,
        Engine engine,
        Journal journal,
        InstantSource clock,
        Executor logins,
        AtomicBoolean stopping) {
    void record(Hop.Step step, String clientId, Message message, String note) {
        journal.record(new Hop(clock.instant(), step, options.name(), clientId, message, note));
    }
}
