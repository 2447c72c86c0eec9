package io.aromabridge.broker.connection;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.session.Publication;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Netty's MQTT packets: the rules for those of a client (MQTT 3.1.1, section 3, and the listener's limits), what they
 * carry, and those that the broker answers with.
 */
final class MqttPackets {
    private MqttPackets() {}

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
                            "it sent " + packet.fixedHeader().messageType() + ", which only a broker may send");
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

    /** The publication of a PUBLISH; the packet keeps its buffer. */
    static Publication publication(MqttPublishMessage packet) {
        return Publication.owning(
                TopicName.of(packet.variableHeader().topicName()),
                ByteBufUtil.getBytes(packet.payload()),
                QoS.of(packet.fixedHeader().qosLevel().value()),
                packet.fixedHeader().isRetain());
    }

    static int packetId(MqttMessage packet) {
        return ((MqttMessageIdVariableHeader) packet.variableHeader()).messageId();
    }

    static MqttMessage pubAck(int packetId) {
        return answer(MqttMessageType.PUBACK, packetId);
    }

    static MqttMessage pubRec(int packetId) {
        return answer(MqttMessageType.PUBREC, packetId);
    }

    static MqttMessage pubComp(int packetId) {
        return answer(MqttMessageType.PUBCOMP, packetId);
    }

    static MqttMessage unsubAck(int packetId) {
        return new MqttUnsubAckMessage(header(MqttMessageType.UNSUBACK), MqttMessageIdVariableHeader.from(packetId));
    }

    static MqttMessage subAck(int packetId, List<Integer> codes) {
        return new MqttSubAckMessage(
                header(MqttMessageType.SUBACK),
                MqttMessageIdVariableHeader.from(packetId),
                new MqttSubAckPayload(codes));
    }

    private static MqttMessage answer(MqttMessageType type, int packetId) {
        return new MqttMessage(header(type), MqttMessageIdVariableHeader.from(packetId));
    }

    private static MqttFixedHeader header(MqttMessageType type) {
        return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
    }

    static MqttConnAckMessage connAck(MqttConnectReturnCode code, boolean sessionPresent) {
        return MqttMessageBuilders.connAck()
                .returnCode(code)
                .sessionPresent(sessionPresent)
                .build();
    }

    /** The return code for a refused client; empty to close without a CONNACK. */
    static Optional<MqttConnectReturnCode> returnCode(AuthenticationResult.Answer answer) {
        return switch (answer) {
            case BAD_USER_NAME_OR_PASSWORD ->
                Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD);
            case NOT_AUTHORIZED -> Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
            case NOTHING -> Optional.empty();
        };
    }
}
