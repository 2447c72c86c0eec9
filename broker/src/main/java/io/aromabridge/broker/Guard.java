package io.aromabridge.broker;

import io.aromabridge.broker.Verdict.Accepted;
import io.aromabridge.broker.Verdict.Refused;
import io.aromabridge.core.message.Message;
import io.moquette.broker.Engine;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttIdentifierRejectedException;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a client in, and stands between it and the engine as long as it is connected. It checks CONNECT, asks the
 * {@link Authenticator}, and opens the gate once the engine is ready: what the client sends before waits in the
 * {@link Inbound} line. What was read before the connection broke still counts. One for each connection, on its event
 * loop.
 */
// A write or close that fails ends the channel, and channelInactive sees that.
@SuppressWarnings("FutureReturnValueIgnored")
final class Guard extends ChannelDuplexHandler {
    private static final Logger log = LoggerFactory.getLogger(Guard.class);

    private enum Phase {
        /** Nothing has come. */
        FIRST_PACKET,
        /** The authenticator is at work. */
        LOGIN,
        /** The engine has the CONNECT. */
        OPENING,
        /** Packets pass. */
        OPEN,
        /** Nothing passes any more. */
        CLOSED
    }

    // fixed
    private final GuardContext listener;

    // valid for the connection
    private Phase phase = Phase.FIRST_PACKET;
    private String clientId = "";
    private Optional<Message> will = Optional.empty();
    private boolean engineHasConnect;
    private Optional<Inbound> inbound = Optional.empty();
    private Optional<Future<?>> deadline = Optional.empty();

    Guard(GuardContext listener) {
        this.listener = listener;
    }

    private Inbound inbound(ChannelHandlerContext ctx) {
        if (inbound.isEmpty()) {
            inbound = Optional.of(new Inbound(listener, ctx, reason -> drop(ctx, reason), () -> ended(ctx)));
        }
        return inbound.get();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        listener.counters().opened.increment();
        long millis = listener.options().limits().connectTimeout().toMillis();
        deadline = Optional.of(ctx.executor()
                .schedule(
                        () -> {
                            if (phase == Phase.FIRST_PACKET) {
                                drop(ctx, "it sent no CONNECT within " + millis + " ms");
                            }
                        },
                        millis,
                        TimeUnit.MILLISECONDS));
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        if (phase == Phase.CLOSED || !(read instanceof MqttMessage packet)) {
            ReferenceCountUtil.release(read);
            return;
        }
        if (packet.decoderResult().isFailure()) {
            ReferenceCountUtil.release(read);
            malformed(ctx, packet.decoderResult().cause());
        } else if (phase == Phase.FIRST_PACKET) {
            firstPacket(ctx, packet);
        } else {
            inbound(ctx).add(packet);
        }
    }

    private void malformed(ChannelHandlerContext ctx, Throwable cause) {
        if (phase == Phase.FIRST_PACKET && cause instanceof MqttUnacceptableProtocolVersionException) {
            refuse(
                    ctx,
                    Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION),
                    "its protocol level is unknown: this broker serves MQTT 3.1 and 3.1.1");
        } else if (phase == Phase.FIRST_PACKET && cause instanceof MqttIdentifierRejectedException) {
            refuse(
                    ctx,
                    Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED),
                    "its client identifier: " + cause.getMessage());
        } else {
            drop(
                    ctx,
                    "it sent a malformed or too large packet (" + cause.getMessage() + "); at most "
                            + listener.options().limits().maxPacketBytes() + " bytes are allowed");
        }
    }

    private void firstPacket(ChannelHandlerContext ctx, MqttMessage packet) {
        if (!(packet instanceof MqttConnectMessage connectPacket)) {
            ReferenceCountUtil.release(packet);
            drop(
                    ctx,
                    "its first packet is not CONNECT but "
                            + packet.fixedHeader().messageType());
            return;
        }
        phase = Phase.LOGIN;
        try {
            Connect connect =
                    Connect.read(connectPacket, listener.options().limits(), TlsArrival.certificate(ctx.channel()));
            clientId = connect.clientId();
            var unused = CompletableFuture.supplyAsync(
                            () -> listener.authenticate(connect.credentials()), listener.logins())
                    .thenAcceptAsync(verdict -> decided(ctx, connect, verdict), ctx.executor())
                    .exceptionally(e -> {
                        log.error(
                                "{}: client '{}' could not be let in",
                                listener.options().name(),
                                clientId,
                                e);
                        ctx.close();
                        return null;
                    });
        } catch (Connect.Refusal refusal) {
            clientId = Optional.ofNullable(connectPacket.payload().clientIdentifier())
                    .orElse("");
            refuse(ctx, refusal.answer(), String.valueOf(refusal.getMessage()));
        } catch (RejectedExecutionException stopping) {
            ctx.close();
        }
    }

    private void decided(ChannelHandlerContext ctx, Connect connect, Verdict verdict) {
        if (phase != Phase.LOGIN) {
            return;
        }
        if (verdict instanceof Refused refused) {
            refuse(ctx, Packets.returnCode(refused.answer()), refused.reason());
            return;
        }
        log.debug("{}: client '{}' is {}", listener.options().name(), clientId, ((Accepted) verdict).principal());
        listener.counters().accepted.increment();
        phase = Phase.OPENING;
        will = connect.will();
        inbound(ctx).client(clientId);
        if (ctx.channel().isActive()) {
            engineHasConnect = true;
            ctx.fireChannelRead(connect.forEngine());
        } else {
            // It is gone already; what it sent still counts.
            phase = Phase.OPEN;
            inbound(ctx).gone();
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object written, ChannelPromise promise) {
        if (phase == Phase.OPENING
                && written instanceof MqttConnAckMessage connAck
                && connAck.variableHeader().connectReturnCode() == MqttConnectReturnCode.CONNECTION_ACCEPTED) {
            // A CONNACK that cannot be written counts as written: the engine would keep a half-open session.
            ChannelPromise own = ctx.newPromise();
            own.addListener(unused -> {
                promise.trySuccess();
                awaitEngine(ctx);
            });
            ctx.write(written, own);
        } else {
            if (written instanceof MqttPublishMessage) {
                listener.counters().sent.increment();
            }
            ctx.write(written, promise);
        }
    }

    /** The engine is ready a moment after its CONNACK is written, on its own listener. */
    private void awaitEngine(ChannelHandlerContext ctx) {
        if (phase != Phase.OPENING) {
            return;
        }
        if (listener.engine().isConnected(ctx.channel())) {
            phase = Phase.OPEN;
            inbound(ctx).open();
        } else if (ctx.channel().isActive()) {
            ctx.executor().schedule(() -> awaitEngine(ctx), 50, TimeUnit.MICROSECONDS);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        listener.counters().closed.increment();
        deadline.ifPresent(d -> d.cancel(false));
        switch (phase) {
            case FIRST_PACKET -> phase = Phase.CLOSED;
            case LOGIN -> {
                // decided() goes on.
            }
            case OPENING, OPEN, CLOSED -> inbound(ctx).gone();
        }
    }

    /** All that was read is dealt with, and the connection is gone. */
    private void ended(ChannelHandlerContext ctx) {
        phase = Phase.CLOSED;
        if (engineHasConnect) {
            engineHasConnect = false;
            listener.engine().connectionLost(ctx.channel(), clientId);
        }
        boolean clean = inbound(ctx).sawDisconnect() || listener.stopping().get();
        will.filter(unused -> !clean).ifPresent(inbound(ctx)::publishWill);
        will = Optional.empty();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (Engine.isResendTimer(event)) {
            listener.engine().resendUnacknowledged(ctx.channel(), clientId);
        } else if (event instanceof IdleStateEvent) {
            if (ctx.channel().config().isAutoRead()) {
                drop(ctx, "it was silent for one and a half times its keep alive");
            }
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause.getCause() instanceof SSLException) {
            // The client is gone, or TlsArrival has said what was wrong.
            log.debug("{}: client '{}': {}", listener.options().name(), clientId, cause.toString());
        } else {
            log.warn(
                    "{}: client '{}' is disconnected: {}",
                    listener.options().name(),
                    clientId,
                    cause.toString(),
                    cause);
        }
        ctx.close();
    }

    private void drop(ChannelHandlerContext ctx, String reason) {
        if (phase != Phase.CLOSED) {
            listener.counters().dropped.increment();
            log.warn("{}: client {} is disconnected: {}", listener.options().name(), describe(ctx), reason);
        }
        phase = Phase.CLOSED;
        ctx.close();
    }

    private void refuse(ChannelHandlerContext ctx, Optional<MqttConnectReturnCode> answer, String reason) {
        listener.counters().refused.increment();
        log.warn("{}: client {} is refused: {}", listener.options().name(), describe(ctx), reason);
        phase = Phase.CLOSED;
        inbound(ctx).discard();
        if (answer.isPresent() && ctx.channel().isActive()) {
            ctx.writeAndFlush(Packets.connAck(answer.get())).addListener(ChannelFutureListener.CLOSE);
        } else {
            ctx.close();
        }
    }

    private String describe(ChannelHandlerContext ctx) {
        return "'" + clientId + "' at " + TlsArrival.address(ctx.channel());
    }
}
