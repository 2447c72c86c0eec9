package io.aromabridge.simulator.mqtt;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one connection has to say: each change once, and each distinct reason of an outage once. Called on the network
 * thread only.
 */
final class ConnectionTalk {
    private static final Logger log = LoggerFactory.getLogger(DeviceConnection.class);

    private final String clientId;
    private final Endpoint endpoint;
    private final ConnectionReport report;

    private boolean online;
    private boolean wasOnline;

    /** Reasons that were said since it was online last. */
    private final Set<String> said = new HashSet<>();

    ConnectionTalk(String clientId, Endpoint endpoint, ConnectionReport report) {
        this.clientId = clientId;
        this.endpoint = endpoint;
        this.report = report;
    }

    /** Connected and subscribed. */
    void online() {
        report.online(clientId, wasOnline);
        online = true;
        wasOnline = true;
        said.clear();
    }

    /** Connected, but the subscription is not accepted. */
    void deaf(String filters, Failure failure, Throwable cause) {
        if (said.add(failure.reason())) {
            log.warn(
                    "{} is connected to {} and hears nothing on {}: {}", clientId, endpoint, filters, failure.reason());
            log.debug("The cause:", cause);
        }
    }

    /** The connection ended, or an attempt failed. */
    void offline(Failure failure, Throwable cause) {
        if (online) {
            online = false;
            report.lost(clientId);
            log.debug("{} lost its connection to {}", clientId, endpoint, cause);
        } else if (wasOnline && failure.kind() != AromaException.Kind.REFUSED) {
            // It was said that the connection is lost: more of the same helps nobody.
            log.debug("{} is still not connected to {}: {}", clientId, endpoint, failure.reason());
        } else if (said.add(failure.reason())) {
            report.failed(clientId, failure.reason());
            log.debug("{} cannot connect to {}", clientId, endpoint, cause);
        }
    }
}
