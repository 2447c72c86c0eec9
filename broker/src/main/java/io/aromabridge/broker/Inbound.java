package io.aromabridge.broker;

import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.message.Message;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line in which a client's packets wait, in the order they came: for the gate to open, and each PUBLISH for the
 * tap to have it. Only then the engine sees it and acknowledges. Once the connection is gone, Netty has emptied the
 * pipeline: what was read before goes to the engine directly. Lives on the connection's event loop.
 */
// A write or close that fails ends the channel, and channelInactive sees that.
@SuppressWarnings("FutureReturnValueIgnored")
final class Inbound {
    private static final Logger log = LoggerFactory.getLogger(Inbound.class);

    /** Reading stops when so many packets wait, and goes on below the second figure. */
    private static final int STOP_READING = 512;

    private static final int READ_AGAIN = 128;

    /** A packet that waits; a PUBLISH with its message, once the tap has been asked. */
    private static final class Held {
        private final MqttMessage packet;
        private final Optional<String> violation;
        private Optional<Message> message = Optional.empty();
        private CompletableFuture<Void> tapped = CompletableFuture.completedFuture(null);

        Held(MqttMessage packet, Limits limits) {
            this.packet = packet;
            this.violation = PacketRules.violation(packet, limits);
        }
    }

    // fixed
    private final GuardContext listener;
    private final ChannelHandlerContext ctx;
    private final Consumer<String> drop;
    private final Runnable ended;

    // valid for the connection
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private final Set<Integer> unreleased = new HashSet<>();
    private String clientId = "";
    private boolean open;
    private boolean gone;
    private boolean draining;
    private boolean sawDisconnect;
    private boolean broken;

    Inbound(GuardContext listener, ChannelHandlerContext ctx, Consumer<String> drop, Runnable ended) {
        this.listener = listener;
        this.ctx = ctx;
        this.drop = drop;
        this.ended = ended;
    }

    void client(String id) {
        clientId = id;
    }

    boolean sawDisconnect() {
        return sawDisconnect;
    }

    void add(MqttMessage packet) {
        if (broken) {
            ReferenceCountUtil.release(packet);
            return;
        }
        Held h = new Held(packet, listener.options().limits());
        held.add(h);
        if (open || gone) {
            tapEarly(h);
        }
        if (held.size() >= STOP_READING) {
            ctx.channel().config().setAutoRead(false);
        }
        drain();
    }

    /** The engine is ready. */
    void open() {
        open = true;
        held.forEach(this::tapEarly);
        drain();
    }

    /** The connection is closed: what was read goes its way without it. */
    void gone() {
        gone = true;
        held.forEach(this::tapEarly);
        drain();
    }

    /** Forgets what waits. */
    void discard() {
        broken = true;
        held.forEach(h -> ReferenceCountUtil.release(h.packet));
        held.clear();
    }

    private void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            if (open || gone) {
                while (!held.isEmpty() && pass(held.element())) {
                    held.poll();
                }
            }
            if (held.size() < READ_AGAIN && !ctx.channel().config().isAutoRead()) {
                ctx.channel().config().setAutoRead(true);
            }
        } finally {
            draining = false;
        }
        if (gone && held.isEmpty()) {
            ended.run();
        }
    }

    /** QoS 2 has to wait for its turn: only then it is known whether it repeats one that is not released yet. */
    private void tapEarly(Held h) {
        if (h.packet instanceof MqttPublishMessage p && p.fixedHeader().qosLevel() != MqttQoS.EXACTLY_ONCE) {
            tap(h, p);
        }
    }

    private void tap(Held h, MqttPublishMessage packet) {
        if (h.message.isPresent() || h.violation.isPresent()) {
            return;
        }
        Message message = Packets.message(packet);
        h.message = Optional.of(message);
        h.tapped = listener.options().tap().accept(message).toCompletableFuture();
        if (!h.tapped.isDone()) {
            var unused = h.tapped.whenComplete((none, error) -> ctx.executor().execute(this::drain));
        }
    }

    /** Whether the packet at the head has been dealt with, so that the next may come. */
    private boolean pass(Held h) {
        if (broken) {
            ReferenceCountUtil.release(h.packet);
            return true;
        }
        if (h.violation.isPresent()) {
            breakOff(h, h.violation.get());
            return true;
        }
        if (h.packet instanceof MqttPublishMessage publish) {
            return passPublish(h, publish);
        }
        if (h.packet.fixedHeader().messageType() == MqttMessageType.PUBREL) {
            unreleased.remove(Packets.packetId(h.packet));
        }
        sawDisconnect |= h.packet.fixedHeader().messageType() == MqttMessageType.DISCONNECT;
        if (gone) {
            ReferenceCountUtil.release(h.packet);
        } else {
            ctx.fireChannelRead(h.packet);
        }
        return true;
    }

    private boolean passPublish(Held h, MqttPublishMessage publish) {
        int packetId = publish.variableHeader().packetId();
        boolean qos2 = publish.fixedHeader().qosLevel() == MqttQoS.EXACTLY_ONCE;
        if (qos2 && h.message.isEmpty() && !unreleased.add(packetId)) {
            // A repeated QoS 2 PUBLISH is acknowledged again, and routed once (MQTT 3.1.1, section 4.3.3).
            ReferenceCountUtil.release(publish);
            ctx.writeAndFlush(Packets.pubRec(packetId));
            return true;
        }
        tap(h, publish);
        if (!h.tapped.isDone()) {
            return false;
        }
        if (h.tapped.isCompletedExceptionally()) {
            breakOff(h, "a message on " + publish.variableHeader().topicName() + " could not be taken");
            return true;
        }
        Message message = h.message.orElseThrow();
        listener.counters().received.increment();
        listener.counters().receivedBytes.add(message.payload().length());
        listener.record(Hop.Step.RECEIVED, clientId, message, "");
        if (gone) {
            ReferenceCountUtil.release(publish);
            route(message);
        } else {
            ctx.fireChannelRead(Packets.withoutDup(publish));
        }
        return true;
    }

    private void breakOff(Held h, String reason) {
        broken = true;
        ReferenceCountUtil.release(h.packet);
        drop.accept(reason);
    }

    /** Publishes a will: to the tap, and then to the engine, as any message. */
    void publishWill(Message will) {
        listener.options().tap().accept(will).whenComplete((unused, error) -> {
            if (error == null) {
                listener.record(Hop.Step.RECEIVED, clientId, will, "will");
                route(will);
            } else {
                log.warn("the will of client '{}' on {} could not be taken", clientId, will.topic(), error);
            }
        });
    }

    private void route(Message message) {
        listener.engine().publish(clientId, Packets.publish(message)).exceptionally(e -> {
            log.warn("client '{}': a message on {} was not routed: {}", clientId, message.topic(), e.getMessage());
            return null;
        });
    }
}
