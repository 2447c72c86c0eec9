package io.aromabridge.broker.plugin;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import java.util.Optional;

/**
 * What interceptors get: the packets of the clients, once they were accepted. The user is empty for an anonymous client.
 * Called on the broker's event loops, in the order of each client's packets: must neither block nor throw.
 */
public interface ClientEvents {
    /** A client has its session. */
    void connected(String clientId, Optional<String> user, MqttConnectMessage connect);

    /** A client has published a message that it may publish, other than a will. */
    void published(String clientId, Optional<String> user, Message message);

    /** A client has a subscription. */
    void subscribed(String clientId, Optional<String> user, TopicFilter filter, QoS granted);

    /** A client has given up a subscription, which it may not have had. */
    void unsubscribed(String clientId, Optional<String> user, TopicFilter filter);

    /** A client has sent DISCONNECT, and its connection has ended. */
    void disconnected(String clientId, Optional<String> user);

    /** A connection has ended without DISCONNECT. */
    void connectionLost(String clientId, Optional<String> user);
}
