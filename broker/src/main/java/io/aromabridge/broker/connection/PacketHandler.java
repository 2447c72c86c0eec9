package io.aromabridge.broker.connection;

import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.connection.ListenerCounters.Limited;
import io.aromabridge.broker.options.Limits.DeniedPublish;
import io.aromabridge.broker.plugin.TopicCheck;
import io.aromabridge.broker.session.Publication;
import io.aromabridge.broker.session.Router;
import io.aromabridge.broker.session.Router.Subscribe;
import io.aromabridge.broker.session.Session;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Handles a client's packets, one after the other, and acknowledges them. */
// A write that fails ends the channel, and channelInactive sees that.
@SuppressWarnings("FutureReturnValueIgnored")
final class PacketHandler {
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);
    private static final int REFUSED = 0x80;
    private static final Optional<CompletableFuture<List<Boolean>>> NOTHING_ASKED =
            Optional.of(CompletableFuture.completedFuture(List.of()));

    private final ListenerContext listener;
    private final Principal principal;
    private final Session session;
    private final Optional<Session> publisher;
    private final ChannelHandlerContext ctx;
    private final OrderedAcks acks;

    PacketHandler(
            ListenerContext listener,
            Principal principal,
            Session session,
            ChannelHandlerContext ctx,
            OrderedAcks acks) {
        this.listener = listener;
        this.principal = principal;
        this.session = session;
        this.publisher = Optional.of(session);
        this.ctx = ctx;
        this.acks = acks;
    }

    Session session() {
        return session;
    }

    boolean mayPublish(Publication publication) {
        return listener.mayPublish(
                principal, session.clientId(), publication.message().topic());
    }

    /** Whether it is an acknowledgement of a delivery: it does not wait for the packets before it. */
    boolean acknowledge(MqttMessage packet) {
        switch (packet.fixedHeader().messageType()) {
            case PUBACK -> session.outbox().acknowledged(MqttPackets.packetId(packet), QoS.AT_LEAST_ONCE);
            case PUBREC ->
                session.outbox().received(MqttPackets.packetId(packet)).ifPresent(ctx::writeAndFlush);
            case PUBCOMP -> session.outbox().acknowledged(MqttPackets.packetId(packet), QoS.EXACTLY_ONCE);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Asks the authorizer plug-in, if there is one, about a packet that is allowed as far as is known. */
    Optional<CompletableFuture<List<Boolean>>> decide(PendingPacket next) {
        Optional<TopicCheck> check = listener.options().plugins().topicCheck();
        if (check.isEmpty() || next.denied || next.repeated || next.violation.isPresent()) {
            return NOTHING_ASKED;
        }
        if (next.publication.isPresent()) {
            TopicName topic = next.publication.get().message().topic();
            return Optional.of(check.get()
                    .mayPublish(session.clientId(), principal.user(), topic)
                    .thenApply(List::of));
        }
        return next.packet instanceof MqttSubscribeMessage subscribe
                ? Optional.of(decide(check.get(), subscribe))
                : NOTHING_ASKED;
    }

    /** About one filter after the other. */
    private CompletableFuture<List<Boolean>> decide(TopicCheck check, MqttSubscribeMessage subscribe) {
        CompletableFuture<List<Boolean>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (MqttTopicSubscription each : subscribe.payload().topicSubscriptions()) {
            TopicFilter filter = TopicFilter.of(each.topicFilter());
            all = all.thenCompose(before -> check.maySubscribe(session.clientId(), principal.user(), filter)
                    .thenApply(may -> {
                        before.add(may);
                        return before;
                    }));
        }
        return all;
    }

    CompletableFuture<Void> tap(Publication publication) {
        return listener.tap(session.clientId(), publication.message());
    }

    /** Whether a PUBLISH of QoS 2 repeats one that was routed (MQTT 3.1.1, section 4.3.3). */
    boolean isRepeated(int packetId) {
        return session.hasTaken(packetId);
    }

    void acknowledgeRepeated(int packetId) {
        acks.send(MqttPackets.pubRec(packetId), DONE);
    }

    void publish(Publication publication, int packetId) {
        listener.counters().received.increment();
        listener.counters().receivedBytes.add(publication.message().payload().length());
        listener.record(Hop.Step.RECEIVED, session.clientId(), publication.message(), "");
        listener.published(principal, session.clientId(), publication.message());
        listener.event(events -> events.published(session.clientId(), principal.user(), publication.message()));
        Router router = listener.router();
        switch (publication.message().qos()) {
            case AT_MOST_ONCE -> {
                var unused = router.publish(publication, publisher);
            }
            case AT_LEAST_ONCE -> acks.send(MqttPackets.pubAck(packetId), router.publish(publication, publisher));
            case EXACTLY_ONCE ->
                acks.send(MqttPackets.pubRec(packetId), router.publishOnce(publication, session, packetId));
        }
    }

    /**
     * A PUBLISH that the client may not send is acknowledged and dropped, or it ends the connection.
     *
     * @return why it ends the connection
     */
    Optional<String> deny(Publication publication, int packetId) {
        listener.counters().denied.increment();
        listener.record(Hop.Step.DENIED, session.clientId(), publication.message(), "may not publish here");
        if (listener.options().limits().deniedPublish() == DeniedPublish.DISCONNECT) {
            return Optional.of("it may not publish on " + publication.message().topic());
        }
        switch (publication.message().qos()) {
            case AT_MOST_ONCE -> {}
            case AT_LEAST_ONCE -> acks.send(MqttPackets.pubAck(packetId), DONE);
            case EXACTLY_ONCE -> acks.send(MqttPackets.pubRec(packetId), DONE);
        }
        return Optional.empty();
    }

    /** Any other packet, once it is decided about it. */
    void handle(PendingPacket pending) {
        MqttMessage packet = pending.packet;
        switch (packet.fixedHeader().messageType()) {
            case SUBSCRIBE ->
                subscribe(
                        (MqttSubscribeMessage) packet,
                        pending.decision.orElseThrow().join());
            case UNSUBSCRIBE -> unsubscribe((MqttUnsubscribeMessage) packet);
            case PUBREL -> {
                int packetId = MqttPackets.packetId(packet);
                acks.send(MqttPackets.pubComp(packetId), session.release(packetId));
            }
            case PINGREQ -> acks.send(MqttMessage.PINGRESP, DONE);
            default -> acknowledge(packet);
        }
    }

    private void subscribe(MqttSubscribeMessage packet, List<Boolean> pluginMay) {
        List<Integer> codes = new ArrayList<>();
        List<Subscribe> granted = new ArrayList<>();
        Set<TopicFilter> added = new HashSet<>();
        for (MqttTopicSubscription each : packet.payload().topicSubscriptions()) {
            TopicFilter filter = TopicFilter.of(each.topicFilter());
            boolean may = (pluginMay.isEmpty() || pluginMay.get(codes.size()))
                    && listener.maySubscribe(principal, session.clientId(), filter)
                    && hasRoomFor(filter, added);
            int qos = each.qualityOfService().value();
            codes.add(may ? qos : REFUSED);
            if (may) {
                granted.add(new Subscribe(filter, QoS.of(qos)));
            }
        }
        CompletableFuture<Void> kept = listener.router().subscribe(session, granted);
        listener.event(events -> granted.forEach(
                each -> events.subscribed(session.clientId(), principal.user(), each.filter(), each.qos())));
        acks.send(MqttPackets.subAck(packet.variableHeader().messageId(), codes), kept);
    }

    /** Whether the session may have this subscription too. */
    private boolean hasRoomFor(TopicFilter filter, Set<TopicFilter> added) {
        Set<TopicFilter> before = session.subscribedFilters();
        if (before.contains(filter) || added.contains(filter)) {
            return true;
        }
        int max = listener.options().limits().maxSubscriptions();
        if (before.size() + added.size() < max) {
            added.add(filter);
            return true;
        }
        listener.counters().limited(Limited.SUBSCRIPTIONS);
        listener.warn("client '" + session.clientId() + "' has " + max + " subscriptions, and no more are allowed"
                + " (broker.limits.subscriptions): it may not subscribe " + filter);
        return false;
    }

    private void unsubscribe(MqttUnsubscribeMessage packet) {
        CompletableFuture<?>[] kept = packet.payload().topics().stream()
                .map(filter -> listener.router().unsubscribe(session, TopicFilter.of(filter)))
                .toArray(CompletableFuture[]::new);
        listener.event(events -> packet.payload()
                .topics()
                .forEach(filter -> events.unsubscribed(session.clientId(), principal.user(), TopicFilter.of(filter))));
        acks.send(MqttPackets.unsubAck(packet.variableHeader().messageId()), CompletableFuture.allOf(kept));
    }
}
