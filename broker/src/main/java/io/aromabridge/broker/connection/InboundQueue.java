package io.aromabridge.broker.connection;

import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.session.Publication;
import io.aromabridge.broker.session.Session;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's packets, in the order in which they came, on their way to the {@link PacketHandler}. Reading pauses while too
 * many are pending; one that is pending too long ends the connection, and is neither routed nor acknowledged. What was
 * read before the connection was closed is still handled. Lives on the connection's event loop.
 *
 * <pre>
 *   read ──▶ arrived ──session open, plug-in agrees──▶ tapped ──tap complete, subscribers have room──▶ handled
 *            (a PUBLISH of QoS 2 waits here until all before it are handled)
 * </pre>
 */
final class InboundQueue {
    private static final Logger log = LoggerFactory.getLogger(InboundQueue.class);

    /** Reading pauses at so many packets, or so many bytes of them, and resumes below a quarter. */
    private static final int MAX_PACKETS = 1024;

    private static final int MAX_BYTES = 4 << 20;

    // fixed
    private final ListenerContext listener;
    private final ChannelHandlerContext ctx;
    private final Consumer<String> disconnect;
    private final OrderedAcks acks;
    private final ReadControl readControl;
    private final Runnable resume = this::scheduleDrain;

    // valid for the connection
    private final ArrayDeque<PendingPacket> arrived = new ArrayDeque<>();
    private final ArrayDeque<PendingPacket> tapped = new ArrayDeque<>();
    private int pendingBytes;
    private Optional<PacketHandler> handler = Optional.empty();
    private Runnable whenEnded = () -> {};
    private boolean connectionClosed;
    private boolean ended;
    private boolean draining;
    private boolean sawDisconnect;
    /** After DISCONNECT or a packet that breaks the rules: what follows is ignored. */
    private boolean inputEnded;
    /** What is pending is dropped, and so is what follows. */
    private boolean discarded;

    private boolean awaitingDecision;
    private boolean awaitingTap;
    private boolean awaitingRoom;
    private boolean awaitingTimeout;

    InboundQueue(ListenerContext listener, ChannelHandlerContext ctx, Consumer<String> disconnect) {
        this.listener = listener;
        this.ctx = ctx;
        this.disconnect = disconnect;
        this.readControl = new ReadControl(ctx.channel());
        this.acks = new OrderedAcks(ctx, error -> {
            log.error(
                    "{}: session store failed: a packet of a client is not acknowledged",
                    listener.options().name(),
                    error);
            breakOff("internal error: the session store failed");
        });
    }

    boolean sawDisconnect() {
        return sawDisconnect;
    }

    ReadControl readControl() {
        return readControl;
    }

    void add(MqttMessage packet) {
        if (discarded || inputEnded) {
            ReferenceCountUtil.release(packet);
            return;
        }
        if (handler.isPresent() && handler.get().acknowledge(packet)) {
            return;
        }
        PendingPacket pending = new PendingPacket(packet, listener.options().limits());
        inputEnded = pending.violation.isPresent() || packet.fixedHeader().messageType() == MqttMessageType.DISCONNECT;
        arrived.add(pending);
        pendingBytes += pending.bytes();
        drain();
    }

    /**
     * The session is open.
     *
     * @param onEnd called when the connection is closed and no packet is pending any more
     */
    void open(Principal principal, Session session, Runnable onEnd) {
        whenEnded = onEnd;
        handler = Optional.of(new PacketHandler(listener, principal, session, ctx, acks));
        drain();
    }

    /** The connection is closed: what was read is still handled, and not acknowledged. */
    void connectionClosed() {
        connectionClosed = true;
        acks.connectionClosed();
        drain();
    }

    /** Drops what is pending, and whatever follows. */
    void discard() {
        discarded = true;
        arrived.clear();
        tapped.clear();
        pendingBytes = 0;
    }

    private void scheduleDrain() {
        schedule(this::drain);
    }

    private void schedule(Runnable task) {
        try {
            ctx.executor().execute(task);
        } catch (RejectedExecutionException stopping) {
            log.debug("the broker is stopping, a pending PUBLISH is not routed: {}", stopping.toString());
        }
    }

    void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            if (handler.isPresent()) {
                handleReady(handler.get());
            }
        } finally {
            draining = false;
        }
        int pending = arrived.size() + tapped.size();
        int unacknowledged = pending + acks.size();
        readControl.balance(
                unacknowledged >= MAX_PACKETS || pendingBytes >= MAX_BYTES,
                unacknowledged < MAX_PACKETS / 4 && pendingBytes < MAX_BYTES / 4);
        watchTimeout();
        if (connectionClosed && pending == 0 && handler.isPresent() && !ended) {
            ended = true;
            whenEnded.run();
        }
    }

    private void handleReady(PacketHandler to) {
        tapArrived(to);
        while (!tapped.isEmpty() && acks.size() < MAX_PACKETS && isReady(tapped.element(), to)) {
            PendingPacket next = tapped.remove();
            pendingBytes -= next.bytes();
            handle(next, to);
            tapArrived(to);
        }
    }

    /**
     * Hands each PUBLISH to the tap, in order. QoS 0 and 1 as soon as they arrive, so that the tap can store several
     * together; QoS 2 once all before it are handled: only then it is known whether it repeats one of them.
     */
    private void tapArrived(PacketHandler to) {
        while (!arrived.isEmpty()) {
            PendingPacket next = arrived.element();
            if (next.isExactlyOnce() && !tapped.isEmpty()) {
                return;
            }
            if (!isDecided(next, to)) {
                return;
            }
            if (next.publication.isPresent() && !next.repeated && !next.denied) {
                next.tapped = to.tap(next.publication.get());
            }
            tapped.add(arrived.remove());
        }
    }

    /** Whether it is known what the packet may do: a plug-in is asked for one packet of a client after the other. */
    private boolean isDecided(PendingPacket next, PacketHandler to) {
        if (next.decision.isEmpty()) {
            if (next.publication.isPresent()) {
                next.repeated = next.isExactlyOnce() && to.isRepeated(next.packetId());
                next.denied = !next.repeated && !to.mayPublish(next.publication.get());
            }
            next.decision = to.decide(next);
        }
        CompletableFuture<List<Boolean>> decision = next.decision.get();
        if (!decision.isDone()) {
            awaitDecision(decision);
            return false;
        }
        next.denied |= next.publication.isPresent() && decision.join().contains(false);
        return true;
    }

    private void awaitDecision(CompletableFuture<List<Boolean>> decision) {
        if (!awaitingDecision) {
            awaitingDecision = true;
            var unused = decision.whenComplete((none, error) -> schedule(() -> {
                awaitingDecision = false;
                drain();
            }));
        }
    }

    private boolean isReady(PendingPacket next, PacketHandler to) {
        if (!next.tapped.isDone()) {
            awaitTap(next);
            return false;
        }
        boolean isRouted = next.publication.isPresent()
                && !next.denied
                && !next.repeated
                && !next.tapped.isCompletedExceptionally();
        return !isRouted || haveSubscribersRoom(next.publication.get(), to);
    }

    /** Only the first is awaited: what the tap completes together is handled in one task. */
    private void awaitTap(PendingPacket first) {
        if (!awaitingTap) {
            awaitingTap = true;
            var unused = first.tapped.whenComplete((none, error) -> schedule(() -> {
                awaitingTap = false;
                drain();
            }));
        }
    }

    private boolean haveSubscribersRoom(Publication publication, PacketHandler to) {
        long nanos =
                listener.router().holdNanos(to.session(), publication.message().topic(), resume);
        if (nanos > 0 && !awaitingRoom) {
            awaitingRoom = true;
            var unused = ctx.executor()
                    .schedule(
                            () -> {
                                awaitingRoom = false;
                                drain();
                            },
                            nanos,
                            TimeUnit.NANOSECONDS);
        }
        return nanos <= 0;
    }

    private void handle(PendingPacket next, PacketHandler to) {
        if (next.violation.isPresent()) {
            breakOff(next.violation.get());
        } else if (next.publication.isPresent()) {
            handlePublish(next, next.publication.get(), to);
        } else if (next.packet.fixedHeader().messageType() == MqttMessageType.DISCONNECT) {
            sawDisconnect = true;
            var unused = ctx.close();
        } else {
            to.handle(next);
        }
    }

    private void handlePublish(PendingPacket next, Publication publication, PacketHandler to) {
        if (next.repeated) {
            to.acknowledgeRepeated(next.packetId());
        } else if (next.denied) {
            to.deny(publication, next.packetId()).ifPresent(this::breakOff);
        } else if (next.tapped.isCompletedExceptionally()) {
            breakOff("the tap has not taken its PUBLISH to '"
                    + publication.message().topic() + "'");
        } else {
            to.publish(publication, next.packetId());
        }
    }

    private void breakOff(String reason) {
        discard();
        disconnect.accept(reason);
        drain();
    }

    /** Sees to it that no packet is pending for ever. */
    private void watchTimeout() {
        ArrayDeque<PendingPacket> first = tapped.isEmpty() ? arrived : tapped;
        if (!first.isEmpty() && first.element().firstSinceNanos.isEmpty()) {
            first.element().firstSinceNanos = OptionalLong.of(System.nanoTime());
        }
        boolean waits = !first.isEmpty()
                || acks.size() > 0
                || readControl.unreadSinceNanos().isPresent();
        if (waits && !awaitingTimeout && handler.isPresent()) {
            awaitingTimeout = true;
            long left = waitingSinceNanos().orElseThrow() + timeoutNanos() - System.nanoTime();
            var unused = ctx.executor().schedule(this::checkTimeout, Math.max(left, 0), TimeUnit.NANOSECONDS);
        }
    }

    private void checkTimeout() {
        awaitingTimeout = false;
        OptionalLong since = waitingSinceNanos();
        if (since.isPresent() && System.nanoTime() - since.getAsLong() >= timeoutNanos()) {
            breakOff(
                    since.equals(readControl.unreadSinceNanos())
                            ? "the client does not read its socket"
                            : "its packets were not acknowledged within "
                                    + listener.options().limits().acknowledgeWithin());
        } else {
            watchTimeout();
        }
    }

    private long timeoutNanos() {
        return listener.options().limits().acknowledgeWithin().toNanos();
    }

    private OptionalLong waitingSinceNanos() {
        ArrayDeque<PendingPacket> first = tapped.isEmpty() ? arrived : tapped;
        OptionalLong packet = first.isEmpty() ? OptionalLong.empty() : first.element().firstSinceNanos;
        return Stream.of(packet, acks.waitingSinceNanos(), readControl.unreadSinceNanos())
                .flatMapToLong(OptionalLong::stream)
                .min();
    }
}
