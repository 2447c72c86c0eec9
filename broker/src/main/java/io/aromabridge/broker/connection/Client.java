package io.aromabridge.broker.connection;

import io.aromabridge.broker.auth.AuthenticationResult.Accepted;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.plugin.ClientEvents;
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
 * A client whose login was accepted, until its connection has ended: it waits until an older connection under its client
 * identifier has ended, and opens its session; at the end its will is published, unless it sent DISCONNECT. Lives on the
 * connection's event loop.
 */
// A write or close that fails ends the channel, and channelInactive sees that.
@SuppressWarnings("FutureReturnValueIgnored")
final class Client {
    private static final Logger log = LoggerFactory.getLogger(Client.class);

    private static final String OTHER_USER = "its client identifier belongs to another user, who is connected or has a"
            + " session: give each client its own";

    // fixed
    private final ListenerContext listener;
    private final ChannelHandlerContext ctx;
    private final ConnectRequest connect;
    private final Principal principal;
    private final BooleanSupplier stillValid;
    private final InboundQueue inbound;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    // valid for the session's time with this connection
    private Optional<DeliveryWriter> deliveries = Optional.empty();

    Client(
            ListenerContext listener,
            ChannelHandlerContext ctx,
            ConnectRequest connect,
            Accepted accepted,
            InboundQueue inbound) {
        this.listener = listener;
        this.ctx = ctx;
        this.connect = connect;
        this.principal = accepted.principal();
        this.stillValid = accepted.stillValid();
        this.inbound = inbound;
    }

    /**
     * Opens the session even if the connection is closed already: what the client sent before counts.
     *
     * @param refuse called if its client identifier belongs to another user
     */
    void start(Consumer<String> refuse) {
        Optional<CompletableFuture<Void>> oldEnded = mayTakeSession()
                ? listener.clients()
                        .register(connect.clientId(), this, before -> listener.mayTakeOver(principal, before.user()))
                : Optional.empty();
        if (oldEnded.isEmpty()) {
            refuse.accept(OTHER_USER);
            return;
        }
        var unused = oldEnded.get()
                .thenRunAsync(() -> open(refuse), ctx.executor())
                .exceptionally(e -> {
                    if (!listener.stopping().get()) {
                        log.error("internal error during login of client '{}'", connect.clientId(), e);
                    }
                    leave();
                    ctx.close();
                    return null;
                });
    }

    private boolean mayTakeSession() {
        return listener.mayTakeOver(principal, listener.router().ownerOf(connect.clientId()));
    }

    private void open(Consumer<String> refuse) {
        // It may have been revoked before it was among the connected clients.
        if (closeIfRevoked()) {
            leave();
            return;
        }
        // Another client may have left a session meanwhile.
        if (!mayTakeSession()) {
            leave();
            refuse.accept(OTHER_USER);
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
        listener.event(events -> events.connected(connect.clientId(), principal.user(), connect.packet()));
        ctx.writeAndFlush(MqttPackets.connAck(MqttConnectReturnCode.CONNECTION_ACCEPTED, opened.present()));
        DeliveryWriter writer = new DeliveryWriter(ctx, session.outbox(), listener.counters());
        deliveries = Optional.of(writer);
        session.outbox()
                .attach(
                        listener.options().delivery(),
                        listener.counters().delivery,
                        topic -> listener.mayHave(principal, connect.clientId(), topic),
                        writer::wake);
        if (ctx.channel().isActive() && connect.keepAliveSeconds() > 0) {
            // Half as long again as the client has promised (MQTT 3.1.1, section 3.1.2.10).
            long millis = 1500L * connect.keepAliveSeconds();
            ctx.pipeline().addFirst(new IdleStateHandler(millis, 0, 0, TimeUnit.MILLISECONDS));
        }
        listener.connected(principal, connect.clientId());
        inbound.open(principal, session, () -> end(session));
        if (!ctx.channel().isActive()) {
            inbound.connectionClosed();
        }
    }

    /** The channel is writable again. */
    void writable() {
        deliveries.ifPresent(DeliveryWriter::wake);
        inbound.drain();
    }

    /** The connection is closed. */
    void connectionClosed() {
        if (deliveries.isPresent()) {
            inbound.connectionClosed();
        }
    }

    /** The connection is closed, and all that was read is handled. */
    private void end(Session session) {
        listener.router().disconnected(session);
        listener.event(this::reportEnd);
        Optional<Message> will = inbound.sawDisconnect() || listener.stopping().get()
                ? Optional.empty()
                : connect.will().filter(last -> listener.mayPublish(principal, connect.clientId(), last.topic()));
        CompletableFuture<Boolean> may = will.map(
                        last -> listener.pluginMayPublish(principal, connect.clientId(), last.topic()))
                .orElse(CompletableFuture.completedFuture(false));
        if (may.isDone()) {
            leave(will, may.join());
        } else {
            // On the event loop, as the tap wants it; if the loop has ended, the broker is stopping.
            var unused = may.thenAcceptAsync(decided -> leave(will, decided), ctx.executor())
                    .exceptionally(stopping -> {
                        leave(will, false);
                        return null;
                    });
        }
    }

    private void reportEnd(ClientEvents events) {
        if (inbound.sawDisconnect()) {
            events.disconnected(connect.clientId(), principal.user());
        } else {
            events.connectionLost(connect.clientId(), principal.user());
        }
    }

    private void leave(Optional<Message> will, boolean mayPublish) {
        if (mayPublish) {
            will.ifPresent(this::publishWill);
        }
        leave();
    }

    private void leave() {
        listener.clients().unregister(connect.clientId(), this);
        ended.complete(null);
    }

    /** To the tap, and then to its subscribers, as any message. */
    private void publishWill(Message will) {
        listener.tap(connect.clientId(), will)
                .thenCompose(unused -> {
                    listener.record(Hop.Step.RECEIVED, connect.clientId(), will, "will");
                    return listener.router().publish(Publication.of(will), Optional.empty());
                })
                .whenComplete((unused, error) -> {
                    if (error != null) {
                        log.warn("will of client '{}' to '{}' not published", connect.clientId(), will.topic(), error);
                    }
                });
    }

    /** Closes the connection, on any thread. */
    void close(String reason) {
        log.info(
                "{}: client '{}' at {} is disconnected: {}",
                listener.options().name(),
                connect.clientId(),
                RemotePeer.address(ctx.channel()),
                reason);
        ctx.close();
    }

    /** Closes the connection, on any thread, if its login is not valid any more; returns whether it did. */
    boolean closeIfRevoked() {
        if (stillValid.getAsBoolean()) {
            return false;
        }
        ctx.executor().execute(inbound::discard);
        close("its user " + principal.name() + " was removed, or has another password now");
        return true;
    }

    /** Empty for an anonymous client. */
    Optional<String> user() {
        return principal.user();
    }

    /** Completes when the connection has ended, will included. */
    CompletableFuture<Void> ended() {
        return ended;
    }
}
