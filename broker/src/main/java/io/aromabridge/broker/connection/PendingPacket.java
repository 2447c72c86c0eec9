package io.aromabridge.broker.connection;

import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.session.Publication;
import io.aromabridge.core.message.QoS;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A packet in the {@link InboundQueue}; a PUBLISH as its publication, so that Netty's buffer is free. */
final class PendingPacket {
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    // fixed
    final MqttMessage packet;
    /** Why it ends the connection, once it is handled. */
    final Optional<String> violation;

    final Optional<Publication> publication;

    /** What the authorizer plug-in says, once it was asked: of a PUBLISH one answer, of a SUBSCRIBE one for each filter. */
    Optional<CompletableFuture<List<Boolean>>> decision = Optional.empty();

    // of a PUBLISH, once it was due for the tap
    /** The tap's answer. */
    CompletableFuture<Void> tapped = DONE;
    /** The client may not publish it: it is not tapped. */
    boolean denied;
    /** It repeats one of QoS 2 that was routed: it is not tapped again. */
    boolean repeated;

    /** Since when it is the first, in {@link System#nanoTime}. */
    OptionalLong firstSinceNanos = OptionalLong.empty();

    PendingPacket(MqttMessage packet, Limits limits) {
        this.packet = packet;
        this.violation = MqttPackets.violation(packet, limits);
        this.publication = packet instanceof MqttPublishMessage publish && violation.isEmpty()
                ? Optional.of(MqttPackets.publication(publish))
                : Optional.empty();
        ReferenceCountUtil.release(packet);
    }

    /** Bytes that it had on the wire: a SUBSCRIBE can be as large as a PUBLISH. */
    int bytes() {
        return packet.fixedHeader().remainingLength();
    }

    /** Whether it is a PUBLISH of QoS 2. */
    boolean isExactlyOnce() {
        return publication.isPresent() && publication.get().message().qos() == QoS.EXACTLY_ONCE;
    }

    /** Of a PUBLISH of QoS 1 or 2. */
    int packetId() {
        return ((MqttPublishMessage) packet).variableHeader().packetId();
    }
}
