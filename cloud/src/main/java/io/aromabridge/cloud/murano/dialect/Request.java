package io.aromabridge.cloud.murano.dialect;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a client asks of its product by one message. */
public sealed interface Request {
    /**
     * A token.
     *
     * @param clientId of the connection that asks, which is the one that gets it
     */
    record Activate(String clientId, String identity) implements Request {}

    /** That values of resources are stored. */
    record Report(String identity, List<Value> values) implements Request {
        /** Keeps its own copy. */
        public Report {
            values = List.copyOf(values);
        }
    }

    /**
     * A message without a meaning in its dialect.
     *
     * @param reason for the log: one clause, with the fix
     */
    record Misunderstood(String clientId, String reason) implements Request {}

    /**
     * A value of a resource, not checked yet.
     *
     * @param at the time that the device names; empty for now
     */
    record Value(String alias, Optional<Instant> at, String text) {}
}
