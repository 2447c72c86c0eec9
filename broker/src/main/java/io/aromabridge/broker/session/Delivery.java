package io.aromabridge.broker.session;

import io.aromabridge.core.message.QoS;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One publication for one session, from the queue to the acknowledgement. Guarded by its {@link Outbox}. */
final class Delivery {
    // fixed
    final Publication publication;
    final QoS qos;
    final long number;
    private final boolean retain;
    /** Until then it is not sent. */
    final CompletableFuture<Void> stored;

    /** Whether the client may have it, once that was asked. */
    Optional<CompletableFuture<Boolean>> decision = Optional.empty();

    // once it was sent
    int packetId;
    /** Until then nothing more is sent of it: what is repeated after a restart must be known as a repetition. */
    CompletableFuture<Void> kept = CompletableFuture.completedFuture(null);
    /** The client has answered with PUBREC: from now on PUBREL is what is repeated. */
    boolean received;

    Delivery(Publication publication, QoS qos, boolean retain, long number, CompletableFuture<Void> stored) {
        this.publication = publication;
        this.qos = qos;
        this.retain = retain;
        this.number = number;
        this.stored = stored;
    }

    /** What has to be sent now. */
    MqttMessage packet(boolean again) {
        return received ? pubRel(packetId) : publish(again);
    }

    private MqttPublishMessage publish(boolean again) {
        boolean dup = again && qos != QoS.AT_MOST_ONCE;
        return new MqttPublishMessage(
                new MqttFixedHeader(MqttMessageType.PUBLISH, dup, MqttQoS.valueOf(qos.level()), retain, 0),
                new MqttPublishVariableHeader(publication.message().topic().value(), packetId),
                publication.payload());
    }

    static MqttMessage pubRel(int packetId) {
        return new MqttMessage(
                new MqttFixedHeader(MqttMessageType.PUBREL, false, MqttQoS.AT_LEAST_ONCE, false, 0),
                MqttMessageIdVariableHeader.from(packetId));
    }
}
