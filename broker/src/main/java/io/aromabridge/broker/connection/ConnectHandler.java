package io.aromabridge.broker.connection;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.AuthenticationResult.Accepted;
import io.aromabridge.broker.auth.AuthenticationResult.Refused;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.LoginQueue;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.auth.SourceNetwork;
import io.aromabridge.broker.connection.ListenerCounters.Limited;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.topic.TopicName;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttIdentifierRejectedException;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks CONNECT, asks the {@link Authenticator}, and starts the {@link Client}. What the client sends meanwhile waits in
 * the {@link InboundQueue}. One for each connection, on its event loop.
 */
// A write or close that fails ends the channel, and channelInactive sees that.
@SuppressWarnings("FutureReturnValueIgnored")
public final class ConnectHandler extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(ConnectHandler.class);

    private enum Phase {
        /** No packet has come. */
        FIRST_PACKET,
        /** The authenticator is deciding. */
        LOGIN,
        /** The login was accepted. */
        OPEN,
        /** Packets are ignored. */
        CLOSED
    }

    // fixed
    private final ListenerContext listener;

    // valid for the connection
    private Phase phase = Phase.FIRST_PACKET;
    private String clientId = "";
    private Optional<Client> client = Optional.empty();
    private Optional<InboundQueue> inbound = Optional.empty();
    private Optional<Future<?>> deadline = Optional.empty();

    public ConnectHandler(ListenerContext listener) {
        this.listener = listener;
    }

    private InboundQueue inbound(ChannelHandlerContext ctx) {
        if (inbound.isEmpty()) {
            inbound = Optional.of(new InboundQueue(listener, ctx, reason -> disconnect(ctx, reason)));
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
                                disconnect(ctx, "it sent no CONNECT within " + millis + " ms");
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
            disconnect(
                    ctx,
                    "received a malformed or too large MQTT packet (" + cause.getMessage() + "); at most "
                            + listener.options().limits().maxPacketBytes() + " bytes are allowed");
        }
    }

    private void firstPacket(ChannelHandlerContext ctx, MqttMessage packet) {
        if (!(packet instanceof MqttConnectMessage connectPacket)) {
            ReferenceCountUtil.release(packet);
            disconnect(
                    ctx,
                    "its first packet is not CONNECT but "
                            + packet.fixedHeader().messageType());
            return;
        }
        phase = Phase.LOGIN;
        try {
            ConnectRequest connect = ConnectRequest.read(
                    connectPacket, listener.options().limits(), RemotePeer.certificate(ctx.channel()));
            clientId = connect.clientId();
            login(ctx, connect);
        } catch (ConnectRequest.Refusal refusal) {
            refusal.limit().ifPresent(listener.counters()::limited);
            clientId = Optional.ofNullable(connectPacket.payload().clientIdentifier())
                    .orElse("");
            refuse(ctx, refusal.answer(), String.valueOf(refusal.getMessage()));
        } catch (RejectedExecutionException stopping) {
            ctx.close();
        }
    }

    private void login(ChannelHandlerContext ctx, ConnectRequest connect) {
        Optional<AuthenticationResult> immediate = listener.authenticateWithoutBlocking(connect.credentials());
        if (immediate.isPresent()) {
            loginDecided(ctx, connect, immediate.get());
            return;
        }
        inbound(ctx).readControl().pauseForLogin();
        LoginQueue logins = listener.admission().logins();
        if (!logins.submit(SourceNetwork.of(ctx.channel()), connect.bytes(), () -> check(ctx, connect))) {
            listener.counters().limited(Limited.PENDING_LOGINS);
            refuse(
                    ctx,
                    Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE),
                    "too many logins are waiting");
        }
    }

    /** On a login thread. */
    private void check(ChannelHandlerContext ctx, ConnectRequest connect) {
        var unused = CompletableFuture.completedFuture(listener.authenticate(connect.credentials()))
                .thenAcceptAsync(result -> loginDecided(ctx, connect, result), ctx.executor())
                .exceptionally(e -> {
                    if (!listener.stopping().get()) {
                        log.error(
                                "{}: internal error during login of client '{}'",
                                listener.options().name(),
                                clientId,
                                e);
                    }
                    ctx.close();
                    return null;
                });
    }

    private void loginDecided(ChannelHandlerContext ctx, ConnectRequest connect, AuthenticationResult result) {
        if (phase != Phase.LOGIN) {
            return;
        }
        if (result instanceof Refused refused) {
            refuseLogin(ctx, refused);
            return;
        }
        Accepted accepted = (Accepted) result;
        Principal principal = accepted.principal();
        Optional<TopicName> denied =
                connect.will().map(Message::topic).filter(t -> !listener.mayPublish(principal, clientId, t));
        if (denied.isPresent()) {
            refuse(
                    ctx,
                    MqttPackets.returnCode(AuthenticationResult.Answer.NOT_AUTHORIZED),
                    "its will: it may not publish on " + denied.get());
            return;
        }
        log.debug("{}: client '{}' is {}", listener.options().name(), clientId, principal);
        listener.counters().accepted.increment();
        phase = Phase.OPEN;
        inbound(ctx).readControl().resumeAfterLogin();
        Client admitted = new Client(listener, ctx, connect, accepted, inbound(ctx));
        client = Optional.of(admitted);
        admitted.start(reason ->
                refuse(ctx, Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED), reason));
    }

    /** The answer to a wrong password is delayed, longer each time. */
    private void refuseLogin(ChannelHandlerContext ctx, Refused refused) {
        Duration delay = Duration.ZERO;
        if (refused.answer() == AuthenticationResult.Answer.BAD_USER_NAME_OR_PASSWORD) {
            listener.counters().failedLogins.increment();
            Duration max = listener.options().limits().failedLoginDelay();
            delay = listener.admission().failedLogins().failed(SourceNetwork.of(ctx.channel()), max);
        }
        Runnable answer = () -> refuse(ctx, MqttPackets.returnCode(refused.answer()), refused.reason());
        if (delay.isZero()) {
            answer.run();
            return;
        }
        phase = Phase.CLOSED;
        inbound(ctx).discard();
        inbound(ctx).readControl().pauseForLogin();
        ctx.executor().schedule(answer, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            client.ifPresent(Client::writable);
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        listener.counters().closed.increment();
        deadline.ifPresent(d -> d.cancel(false));
        if (phase == Phase.FIRST_PACKET) {
            phase = Phase.CLOSED;
        }
        client.ifPresent(Client::connectionClosed);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            if (!inbound(ctx).readControl().wasPaused()) {
                disconnect(ctx, "it was silent for one and a half times its keep alive");
            }
        } else if (event instanceof SslHandshakeCompletionEvent) {
            // It failed, as the TLS handler has logged.
            phase = Phase.CLOSED;
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException
                || cause instanceof PrematureChannelClosureException
                || cause.getCause() instanceof SSLException) {
            // The client has closed the connection, or the TLS handler has logged what was wrong.
            log.debug("{}: client '{}': {}", listener.options().name(), clientId, cause.toString());
        } else if (cause instanceof CodecException) {
            disconnect(ctx, "it does not speak the protocol of this listener: " + cause.getMessage());
        } else {
            listener.connectionFailed(clientId, cause);
        }
        ctx.close();
    }

    private void disconnect(ChannelHandlerContext ctx, String reason) {
        if (phase != Phase.CLOSED) {
            listener.counters().dropped.increment();
            listener.warn("client " + describe(ctx) + " is disconnected: " + reason);
        }
        phase = Phase.CLOSED;
        ctx.close();
    }

    private void refuse(ChannelHandlerContext ctx, Optional<MqttConnectReturnCode> answer, String reason) {
        listener.counters().refused.increment();
        listener.warn("client " + describe(ctx) + " is refused: " + reason);
        phase = Phase.CLOSED;
        inbound(ctx).discard();
        if (answer.isPresent() && ctx.channel().isActive()) {
            ctx.writeAndFlush(MqttPackets.connAck(answer.get(), false)).addListener(ChannelFutureListener.CLOSE);
        } else {
            ctx.close();
        }
    }

    private String describe(ChannelHandlerContext ctx) {
        return "'" + clientId + "' at " + RemotePeer.address(ctx.channel());
    }
}
