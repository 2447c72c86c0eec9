package io.aromabridge.broker.connection;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.session.Publication;
import io.aromabridge.core.message.QoS;
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
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import java.util.List;
import java.util.Optional;

/** Between Netty's packets and the project's messages. */
final class MqttPackets {
    private MqttPackets() {}

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

    /** The return code that tells a refused client so; empty to tell it nothing. */
    static Optional<MqttConnectReturnCode> returnCode(AuthenticationResult.Answer answer) {
        return switch (answer) {
            case BAD_USER_NAME_OR_PASSWORD ->
                Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD);
            case NOT_AUTHORIZED -> Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
            case NOTHING -> Optional.empty();
        };
    }
}
