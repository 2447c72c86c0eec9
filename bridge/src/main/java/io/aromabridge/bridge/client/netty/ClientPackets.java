package io.aromabridge.bridge.client.netty;

import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The packets that a client sends. */
final class ClientPackets {
    private ClientPackets() {}

    static MqttMessage connect(LinkSettings settings) {
        MqttMessageBuilders.ConnectBuilder connect = MqttMessageBuilders.connect()
                .protocolVersion(MqttVersion.MQTT_3_1_1)
                .clientId(settings.clientId())
                .cleanSession(settings.cleanSession())
                .keepAlive((int) settings.tuning().keepAlive().toSeconds());
        settings.will().ifPresent(will -> connect.willFlag(true)
                .willTopic(will.topic().value())
                .willMessage(will.payload().toBytes())
                .willQoS(level(will.qos()))
                .willRetain(will.retained()));
        settings.endpoint().login().ifPresent(login -> connect.username(login.userName())
                .password(login.password().getBytes(StandardCharsets.UTF_8)));
        return connect.build();
    }

    static MqttMessage subscribe(int packetId, Map<TopicFilter, QoS> filters) {
        MqttMessageBuilders.SubscribeBuilder subscribe =
                MqttMessageBuilders.subscribe().messageId(packetId);
        filters.forEach((filter, qos) -> subscribe.addSubscription(level(qos), filter.value()));
        return subscribe.build();
    }

    /** The packet identifier counts with QoS 1 only. */
    static MqttMessage publish(int packetId, Message message) {
        return new MqttPublishMessage(
                header(MqttMessageType.PUBLISH, message.qos(), message.retained()),
                new MqttPublishVariableHeader(message.topic().value(), packetId),
                Unpooled.wrappedBuffer(message.payload().toBytes()));
    }

    static MqttMessage puback(int packetId) {
        return new MqttPubAckMessage(
                header(MqttMessageType.PUBACK, QoS.AT_MOST_ONCE, false), MqttMessageIdVariableHeader.from(packetId));
    }

    private static MqttFixedHeader header(MqttMessageType type, QoS qos, boolean retained) {
        return new MqttFixedHeader(type, false, level(qos), retained, 0);
    }

    private static MqttQoS level(QoS qos) {
        return MqttQoS.valueOf(qos.level());
    }
}
