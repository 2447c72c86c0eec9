package io.aromabridge.broker.options;

import io.aromabridge.broker.auth.Principal;
import io.aromabridge.core.message.Message;

/**
 * Learns what the clients of a listener do, for a service that is more than a broker. Called on the broker's event loops:
 * it must not block. What it throws is logged, and changes nothing.
 */
public interface ClientListener {
    /** A client has its session, and {@code MqttBroker.deliver} reaches it. */
    void connected(Principal principal, String clientId);

    /** A client published what it may publish; wills are not told. Its subscribers get it, whatever happens here. */
    void published(Principal principal, String clientId, Message message);

    /** Nobody looks. */
    static ClientListener none() {
        return new ClientListener() {
            @Override
            public void connected(Principal principal, String clientId) {
                // Nobody looks.
            }

            @Override
            public void published(Principal principal, String clientId, Message message) {
                // Nobody looks.
            }
        };
    }
}
