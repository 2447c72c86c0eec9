package io.aromabridge.broker;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.Optional;

/** Between Netty's packets and the project's messages. */
final class Packets {
    private Packets() {}

    /** The message of a PUBLISH; the packet keeps its buffer. */
    static Message message(MqttPublishMessage packet) {
        return new Message(
                TopicName.of(packet.variableHeader().topicName()),
                Payload.owning(ByteBufUtil.getBytes(packet.payload())),
                QoS.of(packet.fixedHeader().qosLevel().value()),
                packet.fixedHeader().isRetain());
    }

    /** A PUBLISH of this message, without a packet identifier of its own. */
    static MqttPublishMessage publish(Message message) {
        MqttQoS qos = MqttQoS.valueOf(message.qos().level());
        return new MqttPublishMessage(
                new MqttFixedHeader(MqttMessageType.PUBLISH, false, qos, message.retained(), 0),
                new MqttPublishVariableHeader(message.topic().value(), qos == MqttQoS.AT_MOST_ONCE ? 0 : 1),
                Unpooled.wrappedBuffer(message.payload().toBytes()));
    }

    /** The same PUBLISH with DUP cleared: with it the engine loses one of its loops (engine fault B0). */
    static MqttPublishMessage withoutDup(MqttPublishMessage packet) {
        MqttFixedHeader header = packet.fixedHeader();
        if (!header.isDup()) {
            return packet;
        }
        return new MqttPublishMessage(
                new MqttFixedHeader(
                        MqttMessageType.PUBLISH, false, header.qosLevel(), header.isRetain(), header.remainingLength()),
                packet.variableHeader(),
                packet.payload());
    }

    static int packetId(MqttMessage packet) {
        return ((MqttMessageIdVariableHeader) packet.variableHeader()).messageId();
    }

    static MqttMessage pubRec(int packetId) {
        return new MqttMessage(
                new MqttFixedHeader(MqttMessageType.PUBREC, false, MqttQoS.AT_MOST_ONCE, false, 0),
                MqttMessageIdVariableHeader.from(packetId));
    }

    static MqttConnAckMessage connAck(MqttConnectReturnCode code) {
        return MqttMessageBuilders.connAck()
                .returnCode(code)
                .sessionPresent(false)
                .build();
    }

    /** The return code that tells a refused client so; empty to tell it nothing. */
    static Optional<MqttConnectReturnCode> returnCode(Verdict.Answer answer) {
        return switch (answer) {
            case BAD_USER_NAME_OR_PASSWORD ->
                Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD);
            case NOT_AUTHORIZED -> Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
            case NOTHING -> Optional.empty();
        };
    }
}
