package io.aromabridge.broker.moquette;

import io.aromabridge.broker.plugin.ClientEvents;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import java.util.List;
import java.util.Optional;

/** Gives each event to several interceptors. */
record InterceptorPlugins(List<InterceptorPlugin> all) implements ClientEvents {
    @Override
    public void connected(String clientId, Optional<String> user, MqttConnectMessage connect) {
        all.forEach(each -> each.connected(clientId, user, connect));
    }

    @Override
    public void published(String clientId, Optional<String> user, Message message) {
        all.forEach(each -> each.published(clientId, user, message));
    }

    @Override
    public void subscribed(String clientId, Optional<String> user, TopicFilter filter, QoS granted) {
        all.forEach(each -> each.subscribed(clientId, user, filter, granted));
    }

    @Override
    public void unsubscribed(String clientId, Optional<String> user, TopicFilter filter) {
        all.forEach(each -> each.unsubscribed(clientId, user, filter));
    }

    @Override
    public void disconnected(String clientId, Optional<String> user) {
        all.forEach(each -> each.disconnected(clientId, user));
    }

    @Override
    public void connectionLost(String clientId, Optional<String> user) {
        all.forEach(each -> each.connectionLost(clientId, user));
    }
}
