package io.aromabridge.broker.connection;

import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.session.Publication;
import io.aromabridge.broker.session.Session;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.message.QoS;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
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
 * The line in which a client's packets wait, in the order they came: for the session to open, and each PUBLISH for the
 * tap to have it and for its subscribers to have room. ReadControl stops while too much waits; what waits too long ends the
 * connection, and is neither routed nor acknowledged. Once the connection is gone, what was read before still goes its
 * way. Lives on the connection's event loop.
 */
final class InboundQueue {
    private static final Logger log = LoggerFactory.getLogger(InboundQueue.class);

    /** ReadControl stops at so many packets, or so many bytes of them, and goes on below a quarter. */
    private static final int MAX_PACKETS = 1024;

    private static final int MAX_BYTES = 4 << 20;

    // fixed
    private final ListenerContext listener;
    private final ChannelHandlerContext ctx;
    private final Consumer<String> drop;
    private final OrderedAcks answers;
    private final ReadControl reading;
    private final Runnable resume = this::drainSoon;

    // valid for the connection
    private final ArrayDeque<PendingPacket> held = new ArrayDeque<>();
    private int heldBytes;
    private Optional<PacketHandler> requests = Optional.empty();
    private Runnable ended = () -> {};
    private boolean gone;
    private boolean over;
    private boolean draining;
    private boolean sawDisconnect;
    /** Nothing that follows counts. */
    private boolean finished;
    /** Nothing that waits counts any more. */
    private boolean broken;

    private boolean retrying;
    private boolean watched;

    InboundQueue(ListenerContext listener, ChannelHandlerContext ctx, Consumer<String> drop) {
        this.listener = listener;
        this.ctx = ctx;
        this.drop = drop;
        this.reading = new ReadControl(ctx.channel());
        this.answers = new OrderedAcks(ctx, error -> {
            log.error(
                    "{}: what a client sent could not be kept",
                    listener.options().name(),
                    error);
            breakOff("what it sent could not be kept");
        });
    }

    boolean sawDisconnect() {
        return sawDisconnect;
    }

    ReadControl reading() {
        return reading;
    }

    void add(MqttMessage packet) {
        if (broken || finished) {
            ReferenceCountUtil.release(packet);
            return;
        }
        if (requests.isPresent() && requests.get().acknowledge(packet)) {
            return;
        }
        PendingPacket h = new PendingPacket(packet, listener.options().limits());
        finished = h.violation.isPresent() || packet.fixedHeader().messageType() == MqttMessageType.DISCONNECT;
        held.add(h);
        heldBytes += h.bytes();
        tapEarly(h);
        drain();
    }

    /**
     * The session is there.
     *
     * @param whenEnded called when the connection is gone and nothing waits any more
     */
    void open(Principal principal, Session session, Runnable whenEnded) {
        ended = whenEnded;
        requests = Optional.of(new PacketHandler(listener, principal, session, ctx, answers));
        held.forEach(this::tapEarly);
        drain();
    }

    /** The connection is closed: what was read goes its way without it. */
    void gone() {
        gone = true;
        answers.gone();
        drain();
    }

    /** Forgets what waits, and whatever comes. */
    void discard() {
        broken = true;
        held.clear();
        heldBytes = 0;
    }

    private void drainSoon() {
        try {
            ctx.executor().execute(this::drain);
        } catch (RejectedExecutionException stopping) {
            log.debug("the broker stops, and routes nothing more: {}", stopping.toString());
        }
    }

    void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (requests.isPresent()
                    && !held.isEmpty()
                    && answers.size() < MAX_PACKETS
                    && pass(held.element(), requests.get())) {
                heldBytes -= held.remove().bytes();
            }
        } finally {
            draining = false;
        }
        int unanswered = held.size() + answers.size();
        reading.balance(
                unanswered >= MAX_PACKETS || heldBytes >= MAX_BYTES,
                unanswered < MAX_PACKETS / 4 && heldBytes < MAX_BYTES / 4);
        watch();
        if (gone && held.isEmpty() && requests.isPresent() && !over) {
            over = true;
            ended.run();
        }
    }

    /** QoS 2 has to wait for its turn: only then it is known whether it repeats one that is not released yet. */
    private void tapEarly(PendingPacket h) {
        if (requests.isPresent()
                && h.publication.isPresent()
                && h.publication.get().message().qos() != QoS.EXACTLY_ONCE) {
            var unused = tap(h, h.publication.get(), requests.get());
        }
    }

    private CompletableFuture<Void> tap(PendingPacket h, Publication publication, PacketHandler to) {
        if (h.tapped.isPresent()) {
            return h.tapped.get();
        }
        h.denied = !to.mayPublish(publication);
        CompletableFuture<Void> tapped = h.denied
                ? CompletableFuture.completedFuture(null)
                : listener.options().tap().accept(publication.message()).toCompletableFuture();
        h.tapped = Optional.of(tapped);
        if (!tapped.isDone()) {
            var unused = tapped.whenComplete((none, error) -> drainSoon());
        }
        return tapped;
    }

    /** Whether the packet at the head has been dealt with, so that the next may come. */
    private boolean pass(PendingPacket h, PacketHandler to) {
        if (broken) {
            return true;
        }
        if (h.violation.isPresent()) {
            breakOff(h.violation.get());
            return true;
        }
        if (h.publication.isPresent()) {
            return passPublish(h, h.publication.get(), to);
        }
        if (h.packet.fixedHeader().messageType() == MqttMessageType.DISCONNECT) {
            sawDisconnect = true;
            var unused = ctx.close();
        } else {
            to.handle(h.packet);
        }
        return true;
    }

    private boolean passPublish(PendingPacket h, Publication publication, PacketHandler to) {
        boolean mayRepeat = publication.message().qos() == QoS.EXACTLY_ONCE && h.tapped.isEmpty();
        if (mayRepeat && to.repeats(h.packetId())) {
            return true;
        }
        CompletableFuture<Void> tapped = tap(h, publication, to);
        if (!tapped.isDone()) {
            return false;
        }
        if (tapped.isCompletedExceptionally()) {
            breakOff("a message on " + publication.message().topic() + " could not be taken");
            return true;
        }
        String clientId = to.session().clientId();
        if (h.denied) {
            to.deny(publication, h.packetId()).ifPresent(this::breakOff);
            return true;
        }
        if (isHeldBack(publication, to)) {
            return false;
        }
        listener.counters().received.increment();
        listener.counters().receivedBytes.add(publication.message().payload().length());
        listener.record(Hop.Step.RECEIVED, clientId, publication.message(), "");
        to.publish(publication, h.packetId());
        return true;
    }

    private boolean isHeldBack(Publication publication, PacketHandler to) {
        long nanos =
                listener.router().heldFor(to.session(), publication.message().topic(), resume);
        if (nanos > 0 && !retrying) {
            retrying = true;
            var unused = ctx.executor()
                    .schedule(
                            () -> {
                                retrying = false;
                                drain();
                            },
                            nanos,
                            TimeUnit.NANOSECONDS);
        }
        return nanos > 0;
    }

    private void breakOff(String reason) {
        broken = true;
        drop.accept(reason);
        drain();
    }

    /** Sees to it that nothing waits for ever. */
    private void watch() {
        if (!held.isEmpty() && held.element().firstSince.isEmpty()) {
            held.element().firstSince = OptionalLong.of(System.nanoTime());
        }
        boolean waits =
                !held.isEmpty() || answers.size() > 0 || reading.unreadSince().isPresent();
        if (waits && !watched && requests.isPresent()) {
            watched = true;
            long left = waitsSince().orElseThrow() + withinNanos() - System.nanoTime();
            var unused = ctx.executor().schedule(this::check, Math.max(left, 0), TimeUnit.NANOSECONDS);
        }
    }

    private void check() {
        watched = false;
        OptionalLong since = waitsSince();
        if (since.isPresent() && System.nanoTime() - since.getAsLong() >= withinNanos()) {
            breakOff(
                    since.equals(reading.unreadSince())
                            ? "it does not read what it is sent"
                            : "what it sent could not be acknowledged within "
                                    + listener.options().limits().acknowledgeWithin());
        } else {
            watch();
        }
    }

    private long withinNanos() {
        return listener.options().limits().acknowledgeWithin().toNanos();
    }

    private OptionalLong waitsSince() {
        OptionalLong head = held.isEmpty() ? OptionalLong.empty() : held.element().firstSince;
        return Stream.of(head, answers.waitingSince(), reading.unreadSince())
                .flatMapToLong(OptionalLong::stream)
                .min();
    }
}
