package io.aromabridge.broker;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is connected under which client identifier: one at a time. A newcomer closes the old connection, and has its turn
 * once that has come to its end, will included (MQTT 3.1.1, section 3.1.4).
 */
final class Connections {
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    /** One connection, from its login to its end. */
    interface Connection {
        /** Closes it, on any thread. */
        void close(String reason);

        /** Closes it, on any thread, if its login does not hold any more; says whether it did. */
        boolean closeIfRevoked();

        /** Completes when nothing of it is left to do. */
        CompletableFuture<Void> ended();
    }

    private final Map<String, Connection> byClientId = new ConcurrentHashMap<>();

    /** Takes the client identifier; completes when the one before has ended. */
    CompletableFuture<Void> enter(String clientId, Connection connection) {
        Connection before = byClientId.put(clientId, connection);
        if (before == null) {
            return DONE;
        }
        before.close("a new connection has its client identifier; if that goes on, two programs share one");
        return before.ended();
    }

    /** Gives the client identifier back, unless another has taken it. */
    void leave(String clientId, Connection connection) {
        byClientId.remove(clientId, connection);
    }

    /** Closes those whose login does not hold any more, and counts them. */
    int closeRevoked() {
        int closed = 0;
        for (Connection each : byClientId.values()) {
            closed += each.closeIfRevoked() ? 1 : 0;
        }
        return closed;
    }

    int count() {
        return byClientId.size();
    }

    Optional<Connection> find(String clientId) {
        return Optional.ofNullable(byClientId.get(clientId));
    }
}
