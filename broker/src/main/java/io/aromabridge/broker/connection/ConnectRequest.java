package io.aromabridge.broker.connection;

import io.aromabridge.broker.auth.Credentials;
import io.aromabridge.broker.connection.ListenerCounters.Limited;
import io.aromabridge.broker.log.LogText;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
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
 * @param will published as any message once the connection is lost
 * @param keepAliveSeconds 0 to 65 535; 0 means that the client may be silent for ever
 * @param version 3.1 or 3.1.1
 */
record ConnectRequest(
        String clientId,
        Credentials credentials,
        Optional<Message> will,
        boolean cleanSession,
        int keepAliveSeconds,
        MqttVersion version) {
    /** A CONNECT that breaks a rule. */
    static final class Refusal extends Exception {
        private final Optional<MqttConnectReturnCode> answer;
        private final Optional<Limited> limit;

        private Refusal(Optional<MqttConnectReturnCode> answer, Optional<Limited> limit, String reason) {
            super(reason);
            this.answer = answer;
            this.limit = limit;
        }

        private Refusal(MqttConnectReturnCode answer, String reason) {
            this(Optional.of(answer), Optional.empty(), reason);
        }

        private Refusal(String reason) {
            this(Optional.empty(), Optional.empty(), reason);
        }

        /** The limit that it is beyond, if it is one that is counted. */
        Optional<Limited> limit() {
            return limit;
        }

        /** The return code to answer with; empty to close without an answer. */
        Optional<MqttConnectReturnCode> answer() {
            return answer;
        }
    }

    static ConnectRequest read(MqttConnectMessage packet, Limits limits, Optional<X509Certificate> certificate)
            throws Refusal {
        MqttConnectVariableHeader header = packet.variableHeader();
        MqttConnectPayload payload = packet.payload();
        checkVersion(header.version());
        String clientId = clientId(packet, limits);
        checkLogin(header, payload, limits.maxLoginBytes());
        Optional<byte[]> password = header.hasPassword() ? Optional.of(payload.passwordInBytes()) : Optional.empty();
        Optional<String> userName = header.hasUserName() ? Optional.of(payload.userName()) : Optional.empty();
        return new ConnectRequest(
                clientId,
                new Credentials(clientId, userName, password, certificate),
                will(packet, limits),
                header.isCleanSession(),
                header.keepAliveTimeSeconds(),
                header.version() == MqttVersion.MQTT_3_1.protocolLevel()
                        ? MqttVersion.MQTT_3_1
                        : MqttVersion.MQTT_3_1_1);
    }

    private static void checkVersion(int level) throws Refusal {
        if (level == MqttVersion.MQTT_5.protocolLevel()) {
            throw new Refusal(
                    MqttConnectReturnCode.CONNECTION_REFUSED_UNSUPPORTED_PROTOCOL_VERSION,
                    "it speaks MQTT 5, and this broker serves 3.1.1: set the client's protocol version to 3.1.1");
        }
    }

    private static void checkLogin(MqttConnectVariableHeader header, MqttConnectPayload payload, int max)
            throws Refusal {
        int userName = header.hasUserName() ? payload.userName().getBytes(StandardCharsets.UTF_8).length : 0;
        int password = header.hasPassword() ? payload.passwordInBytes().length : 0;
        if (userName > max || password > max) {
            throw new Refusal(
                    Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD),
                    Optional.of(Limited.LOGIN_BYTES),
                    "its user name has " + userName + " bytes and its password " + password + ", and " + max
                            + " are allowed for each (broker.limits.login-bytes)");
        }
    }

    /** The packet again, with the client identifier that it has been given if it had none. */
    MqttConnectMessage packet() {
        MqttMessageBuilders.ConnectBuilder builder = MqttMessageBuilders.connect()
                .clientId(clientId)
                .cleanSession(cleanSession)
                .keepAlive(keepAliveSeconds)
                .protocolVersion(version);
        will.ifPresent(message -> builder.willFlag(true)
                .willTopic(message.topic().value())
                .willMessage(message.payload().toBytes())
                .willQoS(MqttQoS.valueOf(message.qos().level()))
                .willRetain(message.retained()));
        credentials.userName().ifPresent(name -> builder.hasUser(true).username(name));
        credentials.password().ifPresent(bytes -> builder.hasPassword(true).password(bytes.clone()));
        return builder.build();
    }

    /** What it keeps in memory, about. */
    int bytes() {
        return credentials.userName().map(String::length).orElse(0)
                + credentials.password().map(p -> p.length).orElse(0)
                + will.map(w -> w.topic().value().length() + w.payload().length())
                        .orElse(0);
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
        if (!LogText.printable(id).equals(id)) {
            throw new Refusal(
                    MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED,
                    "its client identifier has a control character or a line separator");
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
            MqttPackets.checkTopic(name.value(), name.levels(), limits);
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
