package io.aromabridge.broker;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.UUID;

/**
 * A CONNECT packet that keeps the rules (MQTT 3.1.1, section 3.1), taken apart: who the client is, and what it
 * wants.
 *
 * @param clientId never empty
 * @param will published by the guard, so that it goes the way of every message
 * @param keepAliveSeconds 0 to 65 535; 0 means that the client may be silent for ever
 */
record Connect(
        String clientId, Credentials credentials, Optional<Message> will, boolean cleanSession, int keepAliveSeconds) {
    /** A CONNECT that breaks a rule. */
    static final class Refusal extends Exception {
        private final Optional<MqttConnectReturnCode> answer;

        private Refusal(MqttConnectReturnCode answer, String reason) {
            super(reason);
            this.answer = Optional.of(answer);
        }

        private Refusal(String reason) {
            super(reason);
            this.answer = Optional.empty();
        }

        /** The return code to answer with; empty to close without an answer. */
        Optional<MqttConnectReturnCode> answer() {
            return answer;
        }
    }

    static Connect read(MqttConnectMessage packet, Limits limits, Optional<X509Certificate> certificate)
            throws Refusal {
        MqttConnectVariableHeader header = packet.variableHeader();
        MqttConnectPayload payload = packet.payload();
        checkVersion(header.version());
        String clientId = clientId(packet, limits);
        Optional<byte[]> password = header.hasPassword() ? Optional.of(payload.passwordInBytes()) : Optional.empty();
        Optional<String> userName = header.hasUserName() ? Optional.of(payload.userName()) : Optional.empty();
        return new Connect(
                clientId,
                new Credentials(clientId, userName, password, certificate),
                will(packet, limits),
                header.isCleanSession(),
                header.keepAliveTimeSeconds());
    }

    private static void checkVersion(int level) throws Refusal {
        if (level == MqttVersion.MQTT_5.protocolLevel()) {
            throw new Refusal(
                    MqttConnectReturnCode.CONNECTION_REFUSED_UNSUPPORTED_PROTOCOL_VERSION,
                    "it speaks MQTT 5, and this broker serves 3.1.1: set the client's protocol version to 3.1.1");
        }
    }

    private static String clientId(MqttConnectMessage packet, Limits limits) throws Refusal {
        String id = packet.payload().clientIdentifier();
        if (id == null || id.isEmpty()) {
            if (!packet.variableHeader().isCleanSession()) {
                throw new Refusal(
                        MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED,
                        "an empty client identifier needs a clean session");
            }
            return "auto-" + UUID.randomUUID();
        }
        int bytes = id.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.maxClientIdBytes()) {
            throw new Refusal(
                    MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED,
                    "its client identifier has " + bytes + " bytes, and " + limits.maxClientIdBytes() + " are allowed");
        }
        if (id.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal(
                    MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED,
                    "its client identifier holds a control character");
        }
        return id;
    }

    private static Optional<Message> will(MqttConnectMessage packet, Limits limits) throws Refusal {
        MqttConnectVariableHeader header = packet.variableHeader();
        if (!header.isWillFlag()) {
            return Optional.empty();
        }
        String topic = packet.payload().willTopic();
        try {
            TopicName name = TopicName.of(topic);
            PacketRules.checkTopic(name.value(), name.levels(), limits);
            return Optional.of(new Message(
                    name,
                    Payload.copyOf(packet.payload().willMessageInBytes()),
                    QoS.of(header.willQos()),
                    header.isWillRetain()));
        } catch (IllegalArgumentException e) {
            throw new Refusal("its will: " + e.getMessage());
        }
    }
}
