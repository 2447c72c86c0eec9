package io.aromabridge.broker.connection;

import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.auth.AuthenticationResult.Accepted;
import io.aromabridge.broker.session.Publication;
import io.aromabridge.broker.session.Router;
import io.aromabridge.broker.session.Session;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.message.Message;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client that was let in, until its end: it waits for the end of an older connection under its client identifier, has
 * its session, and leaves it to the next; then its will is published, unless it said goodbye. Lives on the connection's
 * event loop.
 */
// A write or close that fails ends the channel, and channelInactive sees that.
@SuppressWarnings("FutureReturnValueIgnored")
final class Client implements ConnectedClients.Connection {
    private static final Logger log = LoggerFactory.getLogger(Client.class);

    private static final String ANOTHERS = "its client identifier is another user's, who is connected or has a session"
            + " under it: give each client its own";

    // fixed
    private final ListenerContext listener;
    private final ChannelHandlerContext ctx;
    private final ConnectRequest connect;
    private final Principal principal;
    private final BooleanSupplier holds;
    private final InboundQueue inbound;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    // valid for the session's time with this connection
    private Optional<DeliveryWriter> deliveries = Optional.empty();

    Client(ListenerContext listener, ChannelHandlerContext ctx, ConnectRequest connect, Accepted accepted, InboundQueue inbound) {
        this.listener = listener;
        this.ctx = ctx;
        this.connect = connect;
        this.principal = accepted.principal();
        this.holds = accepted.holds();
        this.inbound = inbound;
    }

    /**
     * Goes on even if the connection is gone already: what the client sent before counts.
     *
     * @param refuse called if its client identifier is another user's
     */
    void enter(Consumer<String> refuse) {
        Optional<CompletableFuture<Void>> turn = mayHaveSession()
                ? listener.connections()
                        .enter(connect.clientId(), this, before -> listener.mayTakeOver(principal, before.user()))
                : Optional.empty();
        if (turn.isEmpty()) {
            refuse.accept(ANOTHERS);
            return;
        }
        var unused = turn.get().thenRunAsync(() -> open(refuse), ctx.executor()).exceptionally(e -> {
            if (!listener.stopping().get()) {
                log.error("client '{}' could not be let in", connect.clientId(), e);
            }
            leave();
            ctx.close();
            return null;
        });
    }

    private boolean mayHaveSession() {
        return listener.mayTakeOver(principal, listener.router().ownerOf(connect.clientId()));
    }

    private void open(Consumer<String> refuse) {
        // Whoever was revoked before it stood among the connections was not seen there.
        if (closeIfRevoked()) {
            leave();
            return;
        }
        // Another may have left a session meanwhile.
        if (!mayHaveSession()) {
            leave();
            refuse.accept(ANOTHERS);
            return;
        }
        Router.Opened opened = listener.router()
                .open(
                        connect.clientId(),
                        principal.user(),
                        connect.cleanSession(),
                        MosquittoBridgeFlag.isBridge(ctx.channel()),
                        listener.options().name());
        Session session = opened.session();
        ctx.writeAndFlush(MqttPackets.connAck(MqttConnectReturnCode.CONNECTION_ACCEPTED, opened.present()));
        DeliveryWriter writer = new DeliveryWriter(ctx, session.outbox(), listener.counters());
        deliveries = Optional.of(writer);
        session.outbox()
                .attach(
                        listener.options().delivery(),
                        listener.counters().delivery,
                        topic -> listener.mayReceive(principal, connect.clientId(), topic),
                        writer::wake);
        if (ctx.channel().isActive() && connect.keepAliveSeconds() > 0) {
            // Half as long again as the client has promised (MQTT 3.1.1, section 3.1.2.10).
            long millis = 1500L * connect.keepAliveSeconds();
            ctx.pipeline().addFirst(new IdleStateHandler(millis, 0, 0, TimeUnit.MILLISECONDS));
        }
        listener.connected(principal, connect.clientId());
        inbound.open(principal, session, () -> end(session));
        if (!ctx.channel().isActive()) {
            inbound.gone();
        }
    }

    /** The channel takes more again. */
    void writable() {
        deliveries.ifPresent(DeliveryWriter::wake);
        inbound.drain();
    }

    /** The connection is gone. */
    void gone() {
        if (deliveries.isPresent()) {
            inbound.gone();
        }
    }

    /** All that was read is dealt with, and the connection is gone. */
    private void end(Session session) {
        listener.router().disconnected(session);
        if (!inbound.sawDisconnect() && !listener.stopping().get()) {
            connect.will()
                    .filter(will -> listener.mayPublish(principal, connect.clientId(), will.topic()))
                    .ifPresent(this::publishWill);
        }
        leave();
    }

    private void leave() {
        listener.connections().leave(connect.clientId(), this);
        ended.complete(null);
    }

    /** To the tap, and then to its subscribers, as any message. */
    private void publishWill(Message will) {
        listener.options()
                .tap()
                .accept(will)
                .thenCompose(unused -> {
                    listener.record(Hop.Step.RECEIVED, connect.clientId(), will, "will");
                    return listener.router().publish(Publication.of(will), Optional.empty());
                })
                .whenComplete((unused, error) -> {
                    if (error != null) {
                        log.warn(
                                "the will of client '{}' on {} was not routed",
                                connect.clientId(),
                                will.topic(),
                                error);
                    }
                });
    }

    @Override
    public void close(String reason) {
        log.info(
                "{}: client '{}' at {} is disconnected: {}",
                listener.options().name(),
                connect.clientId(),
                RemotePeer.address(ctx.channel()),
                reason);
        ctx.close();
    }

    @Override
    public boolean closeIfRevoked() {
        if (holds.getAsBoolean()) {
            return false;
        }
        ctx.executor().execute(inbound::discard);
        close("its user " + principal.name() + " was removed, or has another password now");
        return true;
    }

    @Override
    public Optional<String> user() {
        return principal.user();
    }

    @Override
    public CompletableFuture<Void> ended() {
        return ended;
    }
}
