package io.aromabridge.broker.connection;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The connected clients by client identifier, one connection for each. A new connection closes the old one, and waits
 * until that has ended, will included (MQTT 3.1.1, section 3.1.4). Thread-safe.
 */
public final class ConnectedClients {
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final Map<String, Client> byClientId = new ConcurrentHashMap<>();

    /**
     * Takes the client identifier.
     *
     * @param mayTakeOver whether the newcomer may have it from this connection
     * @return completes when the one before has ended; empty if that stays, and the newcomer has nothing
     */
    Optional<CompletableFuture<Void>> register(String clientId, Client client, Predicate<Client> mayTakeOver) {
        while (true) {
            Client before = byClientId.putIfAbsent(clientId, client);
            if (before == null) {
                return Optional.of(DONE);
            }
            if (!mayTakeOver.test(before)) {
                return Optional.empty();
            }
            if (byClientId.replace(clientId, before, client)) {
                before.close("a new connection has its client identifier; if that goes on, two programs share one");
                return Optional.of(before.ended());
            }
        }
    }

    /** Gives the client identifier back, unless another has taken it. */
    void unregister(String clientId, Client client) {
        byClientId.remove(clientId, client);
    }

    /** Closes those whose login does not hold any more, and counts them. */
    public int closeRevoked() {
        int closed = 0;
        for (Client each : byClientId.values()) {
            closed += each.closeIfRevoked() ? 1 : 0;
        }
        return closed;
    }

    public int count() {
        return byClientId.size();
    }

    /** Whether a client of this identifier is connected. */
    public boolean contains(String clientId) {
        return byClientId.containsKey(clientId);
    }

    /** Closes a client's connection; returns whether it had one. */
    public boolean close(String clientId, String reason) {
        Client client = byClientId.get(clientId);
        if (client == null) {
            return false;
        }
        client.close(reason);
        return true;
    }
}
