package io.aromabridge.simulator.mqtt;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.topic.TopicFilter;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one connection says in the log: each change once, and each distinct reason of an outage once. Called on the network
 * thread only.
 */
final class ConnectionTalk {
    private static final Logger log = LoggerFactory.getLogger(DeviceConnection.class);

    private final String clientId;
    private final Endpoint endpoint;

    private boolean online;
    private boolean wasOnline;

    /** Reasons that were said since it was online last. */
    private final Set<String> said = new HashSet<>();

    ConnectionTalk(String clientId, Endpoint endpoint) {
        this.clientId = clientId;
        this.endpoint = endpoint;
    }

    /** Connected and subscribed. */
    void online() {
        log.info("{} is connected {}to {}", clientId, wasOnline ? "again " : "", endpoint);
        online = true;
        wasOnline = true;
        said.clear();
    }

    /** Connected, but the subscription is not accepted. */
    void deaf(TopicFilter filter, Failure failure, Throwable cause) {
        warn(
                clientId + " is connected to " + endpoint + " and hears nothing on " + filter + ": " + failure.reason(),
                cause);
    }

    /** The connection ended, or an attempt failed. */
    void offline(Failure failure, Throwable cause) {
        if (online) {
            online = false;
            warn(clientId + " lost its connection to " + endpoint + "; it keeps trying", cause);
        } else if (wasOnline && failure.kind() != AromaException.Kind.REFUSED) {
            // It was said that the connection is lost: more of the same helps nobody.
            log.debug("{} is still not connected to {}: {}", clientId, endpoint, failure.reason());
        } else {
            warn(clientId + " cannot connect to " + endpoint + ": " + failure.reason() + "; it keeps trying", cause);
        }
    }

    private void warn(String line, Throwable cause) {
        if (said.add(line)) {
            log.warn("{}", line);
            log.debug("The cause:", cause);
        }
    }
}
