package io.aromabridge.broker.connection;

import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.session.Publication;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A packet that waits in the {@link InboundQueue} line; a PUBLISH as its publication, so that its buffer is free. */
final class PendingPacket {
    // fixed
    final MqttMessage packet;
    /** Why it ends the connection, once its turn has come. */
    final Optional<String> violation;

    final Optional<Publication> publication;

    // while it waits
    /** What the tap said, once it was asked. */
    Optional<CompletableFuture<Void>> tapped = Optional.empty();

    boolean denied;
    /** Since when it is the first, in {@link System#nanoTime}. */
    OptionalLong firstSince = OptionalLong.empty();

    PendingPacket(MqttMessage packet, Limits limits) {
        this.packet = packet;
        this.violation = PacketRules.violation(packet, limits);
        this.publication = packet instanceof MqttPublishMessage publish && violation.isEmpty()
                ? Optional.of(MqttPackets.publication(publish))
                : Optional.empty();
        ReferenceCountUtil.release(packet);
    }

    /** Bytes that it had on the wire: a SUBSCRIBE can be as large as a PUBLISH. */
    int bytes() {
        return packet.fixedHeader().remainingLength();
    }

    /** Of a PUBLISH of QoS 1 or 2. */
    int packetId() {
        return ((MqttPublishMessage) packet).variableHeader().packetId();
    }
}
