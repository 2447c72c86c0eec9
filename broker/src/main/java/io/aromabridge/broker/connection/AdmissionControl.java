package io.aromabridge.broker.connection;

import io.aromabridge.broker.auth.FailedLogins;
import io.aromabridge.broker.auth.LoginQueue;
import io.aromabridge.broker.auth.SourceNetwork;
import io.aromabridge.broker.connection.ListenerCounters.Limited;
import io.aromabridge.broker.log.RateLimitedLog;
import io.aromabridge.broker.options.Limits;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What protects a broker from its clients, whatever listener they come through: it counts the open connections, in all
 * and by {@link SourceNetwork}, queues the logins, and slows down who guesses passwords. Thread-safe.
 */
public final class AdmissionControl {
    /** Why a connection is refused. */
    public record Full(Limited limit, String reason) {}

    private final AtomicInteger all = new AtomicInteger();
    private final Map<SourceNetwork, Integer> byNetwork = new ConcurrentHashMap<>();
    private final FailedLogins failedLogins = new FailedLogins(System::nanoTime);
    private final RateLimitedLog warnings = new RateLimitedLog(System::nanoTime);
    private final LoginQueue logins;

    /** Authenticators run on the executor, so many at a time. */
    public AdmissionControl(Executor executor, int threads) {
        logins = new LoginQueue(executor, threads);
    }

    LoginQueue logins() {
        return logins;
    }

    FailedLogins failedLogins() {
        return failedLogins;
    }

    /** The warnings about clients that are turned away. */
    RateLimitedLog warnings() {
        return warnings;
    }

    /**
     * Counts one more connection, unless that is too many.
     *
     * @return why it is refused, and not counted
     */
    public Optional<Full> admit(SourceNetwork network, Limits limits) {
        int maxInAll = limits.maxConnections();
        int maxPerAddress = limits.maxConnectionsPerAddress();
        int now = all.incrementAndGet();
        if (maxInAll > 0 && now > maxInAll) {
            all.decrementAndGet();
            return Optional.of(new Full(
                    Limited.CONNECTIONS,
                    maxInAll + " connections are open, and no more are allowed in all (broker.limits.connections)"));
        }
        int ofNetwork = byNetwork.merge(network, 1, Integer::sum);
        if (maxPerAddress > 0 && ofNetwork > maxPerAddress) {
            release(network);
            return Optional.of(new Full(
                    Limited.CONNECTIONS_PER_ADDRESS,
                    maxPerAddress + " connections of this address are open, and no more are allowed"
                            + " (broker.limits.connections-per-address)"));
        }
        return Optional.empty();
    }

    /** A connection is closed. */
    public void release(SourceNetwork network) {
        all.decrementAndGet();
        byNetwork.computeIfPresent(network, (unused, count) -> count > 1 ? count - 1 : null);
    }

    /** Open connections in all. */
    int count() {
        return all.get();
    }

    /** From how many different networks. */
    int networks() {
        return byNetwork.size();
    }
}
