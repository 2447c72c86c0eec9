package io.aromabridge.broker.options;

import io.aromabridge.broker.auth.Principal;
import io.aromabridge.core.message.Message;

/**
 * Is told what the clients of a listener do, for a service that is more than a broker. Called on the broker's event loops:
 * it must not block. What it throws is logged, and changes nothing.
 */
public interface ClientListener {
    /** A client has its session, and {@code MqttBroker.deliver} reaches it. */
    void connected(Principal principal, String clientId);

    /** A client has published a message that it may publish, other than a will. It is routed, whatever happens here. */
    void published(Principal principal, String clientId, Message message);

    /** No listener. */
    static ClientListener none() {
        return new ClientListener() {
            @Override
            public void connected(Principal principal, String clientId) {
                // Nothing to do.
            }

            @Override
            public void published(Principal principal, String clientId, Message message) {
                // Nothing to do.
            }
        };
    }
}
