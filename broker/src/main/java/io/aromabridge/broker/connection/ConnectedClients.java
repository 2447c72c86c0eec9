package io.aromabridge.broker.connection;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Who is connected under which client identifier: one at a time. A newcomer closes the old connection, and has its turn
 * once that has come to its end, will included (MQTT 3.1.1, section 3.1.4).
 */
public final class ConnectedClients {
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    /** One connection, from its login to its end. */
    public interface Connection {
        /** Closes it, on any thread. */
        void close(String reason);

        /** Closes it, on any thread, if its login does not hold any more; says whether it did. */
        boolean closeIfRevoked();

        /** Whose it is; empty for an anonymous client. */
        Optional<String> user();

        /** Completes when nothing of it is left to do. */
        CompletableFuture<Void> ended();
    }

    private final Map<String, Connection> byClientId = new ConcurrentHashMap<>();

    /**
     * Takes the client identifier.
     *
     * @param mayTakeOver whether the newcomer may have it from this connection
     * @return completes when the one before has ended; empty if that stays, and the newcomer has nothing
     */
    Optional<CompletableFuture<Void>> enter(String clientId, Connection connection, Predicate<Connection> mayTakeOver) {
        while (true) {
            Connection before = byClientId.putIfAbsent(clientId, connection);
            if (before == null) {
                return Optional.of(DONE);
            }
            if (!mayTakeOver.test(before)) {
                return Optional.empty();
            }
            if (byClientId.replace(clientId, before, connection)) {
                before.close("a new connection has its client identifier; if that goes on, two programs share one");
                return Optional.of(before.ended());
            }
        }
    }

    /** Gives the client identifier back, unless another has taken it. */
    void leave(String clientId, Connection connection) {
        byClientId.remove(clientId, connection);
    }

    /** Closes those whose login does not hold any more, and counts them. */
    public int closeRevoked() {
        int closed = 0;
        for (Connection each : byClientId.values()) {
            closed += each.closeIfRevoked() ? 1 : 0;
        }
        return closed;
    }

    public int count() {
        return byClientId.size();
    }

    public Optional<Connection> find(String clientId) {
        return Optional.ofNullable(byClientId.get(clientId));
    }
}
