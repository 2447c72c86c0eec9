package io.aromabridge.broker.moquette;

import io.aromabridge.broker.plugin.ClientEvents;
import io.aromabridge.broker.plugin.EventThread;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.moquette.broker.subscriptions.Subscription;
import io.moquette.broker.subscriptions.Topic;
import io.moquette.interception.InterceptHandler;
import io.moquette.interception.messages.InterceptConnectMessage;
import io.moquette.interception.messages.InterceptConnectionLostMessage;
import io.moquette.interception.messages.InterceptDisconnectMessage;
import io.moquette.interception.messages.InterceptPublishMessage;
import io.moquette.interception.messages.InterceptSubscribeMessage;
import io.moquette.interception.messages.InterceptUnsubscribeMessage;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Gives the events to one interceptor of Moquette, each with a copy of the payload: what the interceptor does with its buffer
 * changes nothing for others. The copy is on the heap, so one that is never released is garbage like any other.
 */
final class InterceptorPlugin implements ClientEvents {
    private final InterceptHandler plugin;
    private final Set<Class<?>> wanted;
    private final EventThread thread;

    InterceptorPlugin(InterceptHandler plugin, int number) {
        this.plugin = plugin;
        Class<?>[] types = plugin.getInterceptedMessageTypes();
        this.wanted = new HashSet<>(Arrays.asList(types == null ? InterceptHandler.ALL_MESSAGE_TYPES : types));
        this.thread =
                new EventThread("'" + plugin.getID() + "' (" + plugin.getClass().getName() + ")", number);
    }

    EventThread thread() {
        return thread;
    }

    private void add(Class<?> type, int payloadBytes, Runnable call) {
        if (wanted.contains(type)) {
            thread.add(payloadBytes, call);
        }
    }

    @Override
    public void connected(String clientId, Optional<String> user, MqttConnectMessage connect) {
        byte[] will = connect.payload().willMessageInBytes();
        add(
                InterceptConnectMessage.class,
                will == null ? 0 : will.length,
                () -> plugin.onConnect(new InterceptConnectMessage(connect)));
    }

    @Override
    public void published(String clientId, Optional<String> user, Message message) {
        add(InterceptPublishMessage.class, message.payload().length(), () -> {
            MqttPublishMessage copy = new MqttPublishMessage(
                    new MqttFixedHeader(
                            MqttMessageType.PUBLISH,
                            false,
                            MqttQoS.valueOf(message.qos().level()),
                            message.retained(),
                            0),
                    new MqttPublishVariableHeader(message.topic().value(), 0),
                    Unpooled.wrappedBuffer(message.payload().toBytes()));
            plugin.onPublish(new InterceptPublishMessage(copy, clientId, user.orElse(null)));
        });
    }

    @Override
    public void subscribed(String clientId, Optional<String> user, TopicFilter filter, QoS granted) {
        add(
                InterceptSubscribeMessage.class,
                0,
                () -> plugin.onSubscribe(new InterceptSubscribeMessage(
                        new Subscription(clientId, new Topic(filter.value()), MqttQoS.valueOf(granted.level())),
                        user.orElse(null))));
    }

    @Override
    public void unsubscribed(String clientId, Optional<String> user, TopicFilter filter) {
        add(
                InterceptUnsubscribeMessage.class,
                0,
                () -> plugin.onUnsubscribe(
                        new InterceptUnsubscribeMessage(filter.value(), clientId, user.orElse(null))));
    }

    @Override
    public void disconnected(String clientId, Optional<String> user) {
        add(
                InterceptDisconnectMessage.class,
                0,
                () -> plugin.onDisconnect(new InterceptDisconnectMessage(clientId, user.orElse(null))));
    }

    @Override
    public void connectionLost(String clientId, Optional<String> user) {
        add(
                InterceptConnectionLostMessage.class,
                0,
                () -> plugin.onConnectionLost(new InterceptConnectionLostMessage(clientId, user.orElse(null))));
    }
}
