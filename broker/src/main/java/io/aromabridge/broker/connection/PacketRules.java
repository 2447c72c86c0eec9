package io.aromabridge.broker.connection;

import io.aromabridge.broker.options.Limits;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a connected client may send (MQTT 3.1.1, section 3, and the listener's limits). */
final class PacketRules {
    private PacketRules() {}

    /** Why this packet ends the connection; empty if it keeps the rules. */
    static Optional<String> violation(MqttMessage packet, Limits limits) {
        try {
            switch (packet.fixedHeader().messageType()) {
                case PUBLISH -> checkPublish((MqttPublishMessage) packet, limits);
                case SUBSCRIBE -> checkSubscribe((MqttSubscribeMessage) packet, limits);
                case UNSUBSCRIBE -> checkUnsubscribe((MqttUnsubscribeMessage) packet, limits);
                case PUBACK, PUBREC, PUBREL, PUBCOMP, PINGREQ, DISCONNECT -> {
                    // Nothing to check that the decoder has not.
                }
                case CONNECT -> throw new IllegalArgumentException("it sent a second CONNECT");
                default ->
                    throw new IllegalArgumentException(
                            "it sent " + packet.fixedHeader().messageType() + ", which only a broker sends");
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static void checkPublish(MqttPublishMessage packet, Limits limits) {
        TopicName topic = TopicName.of(packet.variableHeader().topicName());
        checkTopic(topic.value(), topic.levels(), limits);
    }

    private static void checkSubscribe(MqttSubscribeMessage packet, Limits limits) {
        if (packet.payload().topicSubscriptions().isEmpty()) {
            throw new IllegalArgumentException("it sent a SUBSCRIBE without a topic filter");
        }
        for (MqttTopicSubscription subscription : packet.payload().topicSubscriptions()) {
            checkFilter(subscription.topicFilter(), limits);
        }
    }

    private static void checkUnsubscribe(MqttUnsubscribeMessage packet, Limits limits) {
        for (String filter : packet.payload().topics()) {
            checkFilter(filter, limits);
        }
    }

    private static void checkFilter(String text, Limits limits) {
        TopicFilter filter = TopicFilter.of(text);
        checkTopic(filter.value(), filter.levels(), limits);
    }

    /** Throws {@link IllegalArgumentException} if the text is longer or deeper than the listener allows. */
    static void checkTopic(String text, int levels, Limits limits) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.maxTopicBytes()) {
            throw new IllegalArgumentException(
                    "a topic of " + bytes + " bytes, and " + limits.maxTopicBytes() + " are allowed");
        }
        if (levels > limits.maxTopicLevels()) {
            throw new IllegalArgumentException(
                    "a topic of " + levels + " levels, and " + limits.maxTopicLevels() + " are allowed");
        }
    }
}
