package io.aromabridge.cloud.aws.fault;

import io.aromabridge.broker.connection.RemotePeer;
import io.aromabridge.certs.Identity;
import io.aromabridge.cloud.aws.fault.Fault.Kind;
import io.aromabridge.cloud.aws.fault.StandInConnections.Open;
import io.aromabridge.core.topic.TopicName;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.util.ReferenceCountUtil;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Lets the faults strike one connection, where its packets come and go. Lives on the connection's event loop. */
// A write or close that fails ends the channel, and nothing waits for it.
@SuppressWarnings("FutureReturnValueIgnored")
final class FaultyConnection extends ChannelDuplexHandler {
    // fixed
    private final StandInFaults faults;

    // valid for the connection
    private final Map<Integer, TopicName> unacknowledged = new HashMap<>();
    private String clientId = "";
    private int packets;
    private boolean hungUp;

    FaultyConnection(StandInFaults faults) {
        this.faults = faults;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        if (!hungUp
                && read instanceof MqttMessage packet
                && packet.decoderResult().isSuccess()) {
            arrived(ctx, packet);
        }
        if (hungUp) {
            ReferenceCountUtil.release(read);
        } else {
            ctx.fireChannelRead(read);
        }
    }

    private void arrived(ChannelHandlerContext ctx, MqttMessage packet) {
        packets++;
        if (packets == 1 && packet instanceof MqttConnectMessage connect) {
            connecting(ctx, connect);
        }
        if (hungUp || faults.isIdle()) {
            return;
        }
        faults.claim(kind -> kind instanceof Kind.HangUp h && h.packet() == packets, clientId, Optional.empty())
                .ifPresent(fault -> fault.strike(
                        "hung up on client '" + clientId + "' at its packet " + packets + ", "
                                + packet.fixedHeader().messageType(),
                        () -> hangUp(ctx)));
        if (!hungUp && packet instanceof MqttPublishMessage publish) {
            publishing(ctx, publish);
        }
    }

    private void connecting(ChannelHandlerContext ctx, MqttConnectMessage connect) {
        clientId = Optional.ofNullable(connect.payload().clientIdentifier()).orElse("");
        Optional<String> certificate = RemotePeer.certificate(ctx.channel()).map(Identity::certificateId);
        // Before the login: who deactivates a certificate finds either this connection, or the login the new state.
        faults.connections().add(new Open(clientId, certificate, ctx.channel()));
        Optional<String> thing = certificate.flatMap(faults::deactivatedThing);
        if (thing.isPresent()) {
            faults.report("refused CONNECT of client '" + clientId + "': its certificate " + certificate.get()
                    + " of thing '" + thing.get() + "' is INACTIVE");
            hangUp(ctx);
            return;
        }
        faults.claim(Kind.RefuseConnect.class::isInstance, clientId, Optional.empty())
                .ifPresent(fault -> fault.strike("refused CONNECT of client '" + clientId + "'", () -> hangUp(ctx)));
    }

    private void publishing(ChannelHandlerContext ctx, MqttPublishMessage publish) {
        Optional<TopicName> topic = topic(publish);
        faults.claim(Kind.RefusePublish.class::isInstance, clientId, topic)
                .ifPresent(fault -> fault.strike(
                        "refused PUBLISH of client '" + clientId + "' on "
                                + publish.variableHeader().topicName() + " (AUTHORIZATION_FAILURE)",
                        () -> hangUp(ctx)));
        if (publish.fixedHeader().qosLevel() == MqttQoS.AT_LEAST_ONCE
                && faults.isWatching(Kind.OfAcknowledgement.class)) {
            topic.ifPresent(t -> unacknowledged.put(publish.variableHeader().packetId(), t));
        }
    }

    private static Optional<TopicName> topic(MqttPublishMessage publish) {
        try {
            return Optional.of(TopicName.of(publish.variableHeader().topicName()));
        } catch (IllegalArgumentException e) {
            // The broker's own rules are next, and say what is wrong.
            return Optional.empty();
        }
    }

    private void hangUp(ChannelHandlerContext ctx) {
        hungUp = true;
        ctx.close();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object written, ChannelPromise promise) {
        if (written instanceof MqttMessage packet
                && packet.fixedHeader().messageType() == MqttMessageType.PUBACK
                && packet.variableHeader() instanceof MqttMessageIdVariableHeader header) {
            acknowledging(ctx, packet, header.messageId(), promise);
        } else {
            ctx.write(written, promise);
        }
    }

    private void acknowledging(ChannelHandlerContext ctx, MqttMessage pubAck, int packetId, ChannelPromise promise) {
        Optional<TopicName> topic = Optional.ofNullable(unacknowledged.remove(packetId));
        Optional<Fault> fault = topic.flatMap(t -> claim(Kind.Withhold.class, t))
                .or(() -> topic.flatMap(t -> claim(Kind.Delay.class, t)));
        if (fault.isEmpty()) {
            ctx.write(pubAck, promise);
            return;
        }
        String what = "PUBACK " + packetId + " to client '" + clientId + "' for " + topic.get();
        if (fault.get().kind() instanceof Kind.Delay delay) {
            Runnable later = () -> ctx.writeAndFlush(pubAck, promise);
            fault.get().strike("delayed " + what + " by " + delay.by().toMillis() + " ms", () -> ctx.executor()
                    .schedule(later, delay.by().toNanos(), TimeUnit.NANOSECONDS));
        } else {
            fault.get().strike("withheld " + what, promise::trySuccess);
        }
    }

    private Optional<Fault> claim(Class<? extends Kind> kind, TopicName topic) {
        return faults.claim(kind::isInstance, clientId, Optional.of(topic));
    }
}
