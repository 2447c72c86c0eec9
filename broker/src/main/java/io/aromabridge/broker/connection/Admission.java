package io.aromabridge.broker.connection;

import io.aromabridge.broker.auth.SourceNetwork;
import io.aromabridge.broker.connection.ListenerCounters.Limited;
import io.aromabridge.broker.options.Limits;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the open connections of a broker, in all and by {@link SourceNetwork}. Thread-safe. */
public final class Admission {
    /** Why a connection must be closed. */
    public record Full(Limited limit, String reason) {}

    private final AtomicInteger all = new AtomicInteger();
    private final Map<SourceNetwork, Integer> byOrigin = new ConcurrentHashMap<>();

    /**
     * One more connection, unless that is too many; then it is not counted.
     *
     * @return why it must be closed
     */
    public Optional<Full> enter(SourceNetwork origin, Limits limits) {
        int maxInAll = limits.maxConnections();
        int maxPerAddress = limits.maxConnectionsPerAddress();
        int now = all.incrementAndGet();
        if (maxInAll > 0 && now > maxInAll) {
            all.decrementAndGet();
            return Optional.of(new Full(
                    Limited.CONNECTIONS,
                    maxInAll + " connections are open, and no more are allowed in all (broker.limits.connections)"));
        }
        int ofOrigin = byOrigin.merge(origin, 1, Integer::sum);
        if (maxPerAddress > 0 && ofOrigin > maxPerAddress) {
            leave(origin);
            return Optional.of(new Full(
                    Limited.CONNECTIONS_PER_ADDRESS,
                    maxPerAddress + " connections of this address are open, and no more are allowed"
                            + " (broker.limits.connections-per-address)"));
        }
        return Optional.empty();
    }

    /** One less. */
    public void leave(SourceNetwork origin) {
        all.decrementAndGet();
        byOrigin.computeIfPresent(origin, (unused, count) -> count > 1 ? count - 1 : null);
    }

    /** How many there are in all. */
    int count() {
        return all.get();
    }

    /** From how many different origins. */
    int origins() {
        return byOrigin.size();
    }
}
