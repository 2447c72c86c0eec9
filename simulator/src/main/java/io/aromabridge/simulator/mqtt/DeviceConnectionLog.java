package io.aromabridge.simulator.mqtt;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the state of one connection: each change once, and each distinct reason of an outage once. Called on the network
 * thread only.
 */
final class DeviceConnectionLog {
    private static final Logger log = LoggerFactory.getLogger(DeviceConnection.class);

    private final String clientId;
    private final Endpoint endpoint;
    private final ConnectionLog shared;

    private boolean online;
    private boolean wasOnline;

    /** Reasons that were logged since it was online last. */
    private final Set<String> logged = new HashSet<>();

    DeviceConnectionLog(String clientId, Endpoint endpoint, ConnectionLog shared) {
        this.clientId = clientId;
        this.endpoint = endpoint;
        this.shared = shared;
    }

    /** Connected and subscribed. */
    void online() {
        shared.online(clientId, wasOnline);
        online = true;
        wasOnline = true;
        logged.clear();
    }

    /** Connected, but SUBSCRIBE is refused or not acknowledged. */
    void subscribeFailed(String filters, ConnectionFailure failure, Throwable cause) {
        if (logged.add(failure.reason())) {
            log.warn(
                    "{} is connected to {} but receives nothing on {}: {}",
                    clientId,
                    endpoint,
                    filters,
                    failure.reason());
            log.debug("The cause:", cause);
        }
    }

    /** The connection ended, or an attempt failed. */
    void offline(ConnectionFailure failure, Throwable cause) {
        if (online) {
            online = false;
            shared.lost(clientId);
            log.debug("{} lost its connection to {}", clientId, endpoint, cause);
        } else if (wasOnline && failure.kind() != AromaException.Kind.REFUSED) {
            // That the connection is lost has been logged.
            log.debug("{} is still not connected to {}: {}", clientId, endpoint, failure.reason());
        } else if (logged.add(failure.reason())) {
            shared.failed(clientId, failure.reason());
            log.debug("{} cannot connect to {}", clientId, endpoint, cause);
        }
    }
}
