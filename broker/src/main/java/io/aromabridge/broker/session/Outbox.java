package io.aromabridge.broker.session;

import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What has to be delivered to one client (MQTT 3.1.1, sections 4.3, 4.4 and 4.6): a bounded queue, and behind it the
 * messages in flight with packet identifiers of their own. One order for all: QoS 0 does not overtake. Publishers put
 * in from any thread; the client's connection takes out on its event loop.
 */
public final class Outbox {
    private static final CompletableFuture<Boolean> NO = CompletableFuture.completedFuture(false);
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    // fixed
    private final String clientId;
    private final SessionStore store;
    final OutboxBounds bounds;

    // valid for the session
    private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
    private final InFlight inFlight = new InFlight();
    /** Out of the queue, and not sent yet: the first waits until its packet identifier is kept, which QoS 2 needs. */
    private final ArrayDeque<Delivery> next = new ArrayDeque<>();

    private long lastNumber;
    private boolean closed;

    // valid for the connection
    private final ArrayDeque<Delivery> again = new ArrayDeque<>();
    private Optional<Runnable> connection = Optional.empty();
    private Function<TopicName, CompletableFuture<Boolean>> allowed = unused -> NO;
    private int window = 1;
    private boolean woken;

    Outbox(String clientId, SessionStore store) {
        this.clientId = clientId;
        this.store = store;
        this.bounds = new OutboxBounds(clientId);
    }

    /**
     * A connection begins: what is in flight is sent again first, as it was (section 4.4).
     *
     * @param mayReceive asked for each message that would be sent, one after the other, on the connection's event loop; must
     *     not block. What comes behind a message waits for its answer, which completes normally
     * @param wake called, on any thread, when there is something to {@link #take}; must not block
     */
    public synchronized void attach(
            DeliveryLimits limits,
            DeliveryCounters counters,
            Function<TopicName, CompletableFuture<Boolean>> mayReceive,
            Runnable wake) {
        allowed = mayReceive;
        // An answer from before was for another connection.
        Optional.ofNullable(waiting.peek()).ifPresent(head -> head.decision = Optional.empty());
        window = limits.window();
        bounds.attach(limits, counters);
        next.clear();
        again.clear();
        again.addAll(inFlight.values());
        connection = Optional.of(wake);
        woken = true;
        wake.run();
    }

    /** The connection is closed. What waits with QoS 0 is dropped. */
    void detach() {
        List<Runnable> held;
        synchronized (this) {
            connection = Optional.empty();
            again.clear();
            next.clear();
            waiting.stream().filter(d -> d.qos == QoS.AT_MOST_ONCE).forEach(d -> bounds.removed(d.publication));
            waiting.removeIf(d -> d.qos == QoS.AT_MOST_ONCE);
            held = bounds.detach();
        }
        held.forEach(Runnable::run);
    }

    /** The session has ended: nothing is kept any more. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        inFlight.clear();
        next.clear();
    }

    /** One of the changes that made it what it was before this start. */
    synchronized void restore(Change.OfSession change) {
        if (change instanceof Change.Queued queued) {
            lastNumber = queued.number();
            Publication publication = Publication.of(queued.message());
            waiting.add(new Delivery(publication, queued.qos(), queued.retain(), lastNumber, DONE));
            bounds.added(publication, false);
        } else if (change instanceof Change.Sent sent) {
            Delivery delivery = waiting.removeLast();
            bounds.removed(delivery.publication);
            inFlight.restore(delivery, sent.packetId());
        } else if (change instanceof Change.Received) {
            inFlight.restoreReceived();
        }
    }

    /** Nanoseconds for which a publisher has to wait before it adds more; {@code resume} is called if it is less. */
    long holdNanos(Runnable resume) {
        return bounds.holdNanos(this, resume);
    }

    /** Queues a live message; completes once the session has it, or has dropped it for want of room. */
    CompletableFuture<Void> offer(Publication publication, QoS qos, boolean retain) {
        CompletableFuture<Void> stored;
        Optional<Runnable> wake;
        synchronized (this) {
            if (closed || (qos == QoS.AT_MOST_ONCE && connection.isEmpty()) || !bounds.hasRoom(publication)) {
                return DONE;
            }
            stored = add(publication, qos, retain);
            wake = toWake();
        }
        wake.ifPresent(Runnable::run);
        return stored;
    }

    /** Queues retained messages for a new subscription: all of them, unless the queue is full already. */
    CompletableFuture<Void> offerRetained(List<Publication> publications, QoS granted) {
        CompletableFuture<Void> stored = DONE;
        Optional<Runnable> wake;
        synchronized (this) {
            if (closed || publications.isEmpty() || !bounds.hasRoom(publications.get(0))) {
                return DONE;
            }
            for (Publication each : publications) {
                stored = Stages.both(stored, add(each, each.message().qos().min(granted), true));
            }
            wake = toWake();
        }
        wake.ifPresent(Runnable::run);
        return stored;
    }

    private CompletableFuture<Void> add(Publication publication, QoS qos, boolean retain) {
        long number = ++lastNumber;
        CompletableFuture<Void> stored = qos == QoS.AT_MOST_ONCE
                ? DONE
                : store.keep(new Change.Queued(clientId, number, publication.message(), qos, retain));
        waiting.add(new Delivery(publication, qos, retain, number, stored));
        bounds.added(publication, connection.isPresent());
        return wakeAfter(stored);
    }

    private void wake() {
        Optional<Runnable> wake;
        synchronized (this) {
            wake = toWake();
        }
        wake.ifPresent(Runnable::run);
    }

    /** The connection, if it has not been woken since it last took something. */
    private Optional<Runnable> toWake() {
        if (woken) {
            return Optional.empty();
        }
        woken = connection.isPresent();
        return connection;
    }

    /**
     * The next packets to send, in order; none if nothing waits or the window is full. On the connection's event loop.
     *
     * @param bytes no further packet is added once so many are reached
     */
    public List<MqttMessage> take(int bytes) {
        List<MqttMessage> packets = new ArrayList<>();
        List<Runnable> freed;
        synchronized (this) {
            woken = false;
            int taken = 0;
            while (taken < bytes && !again.isEmpty() && again.element().kept.isDone()) {
                Delivery delivery = again.remove();
                if (inFlight.get(delivery.packetId) == delivery) {
                    packets.add(delivery.packet(true));
                    taken += delivery.publication.bytes();
                }
            }
            while (taken < bytes && again.isEmpty() && isNextKept()) {
                packets.add(next.element().packet(false));
                taken += next.remove().publication.bytes();
            }
            freed = bounds.freed();
        }
        freed.forEach(Runnable::run);
        return packets;
    }

    /** Takes what may be sent out of the queue: one message, or all of QoS 2 whose identifiers can be kept together. */
    private boolean isNextKept() {
        while (isHeadReady()
                && (next.isEmpty() || (!next.getLast().kept.isDone() && waiting.element().qos == QoS.EXACTLY_ONCE))) {
            Delivery delivery = waiting.remove();
            bounds.removed(delivery.publication);
            if (delivery.stored.isCompletedExceptionally()
                    || !delivery.decision.orElse(NO).join()) {
                drop(delivery);
            } else {
                identify(delivery);
                next.add(delivery);
            }
        }
        return !next.isEmpty() && next.element().kept.isDone();
    }

    private boolean isHeadReady() {
        Delivery head = waiting.peek();
        return head != null
                && head.stored.isDone()
                && (head.qos == QoS.AT_MOST_ONCE || inFlight.size() < window)
                && isDecided(head);
    }

    private boolean isDecided(Delivery head) {
        if (head.decision.isEmpty()) {
            CompletableFuture<Boolean> decision =
                    allowed.apply(head.publication.message().topic());
            head.decision = Optional.of(decision);
            if (!decision.isDone()) {
                var unused = decision.whenComplete((may, error) -> wake());
            }
        }
        return head.decision.get().isDone();
    }

    private void drop(Delivery delivery) {
        if (delivery.qos != QoS.AT_MOST_ONCE) {
            var unused = store.keep(new Change.Dropped(clientId, delivery.number));
        }
    }

    private void identify(Delivery delivery) {
        if (delivery.qos == QoS.AT_MOST_ONCE) {
            return;
        }
        inFlight.add(delivery);
        CompletableFuture<Void> sent = store.keep(new Change.Sent(clientId, delivery.number, delivery.packetId));
        if (delivery.qos == QoS.EXACTLY_ONCE) {
            delivery.kept = wakeAfter(sent);
        }
    }

    private CompletableFuture<Void> wakeAfter(CompletableFuture<Void> change) {
        if (!change.isDone()) {
            var unused = change.whenComplete((none, error) -> wake());
        }
        return change;
    }

    /** PUBACK (QoS 1) or PUBCOMP (QoS 2). What is not in flight, or in flight with another QoS, is passed over. */
    public void acknowledged(int packetId, QoS qos) {
        CompletableFuture<Void> kept;
        synchronized (this) {
            Delivery delivery = inFlight.get(packetId);
            if (delivery == null || delivery.qos != qos) {
                return;
            }
            inFlight.leave(packetId);
            kept = store.keep(new Change.Acknowledged(clientId, delivery.number));
        }
        if (kept.isDone()) {
            left();
        } else {
            var unused = kept.whenComplete((none, error) -> left());
        }
    }

    private void left() {
        synchronized (this) {
            inFlight.left();
            if (waiting.isEmpty()) {
                return;
            }
        }
        wake();
    }

    /**
     * PUBREC; gives the PUBREL to answer with, also for what is not in flight any more (section 4.3.3). If it is not kept
     * yet, the PUBREL is {@linkplain #take taken} later: a restart would send a message again that the client let go.
     */
    public synchronized Optional<MqttMessage> received(int packetId) {
        Delivery delivery = inFlight.get(packetId);
        if (delivery == null) {
            return Optional.of(Delivery.pubRel(packetId));
        }
        if (delivery.qos != QoS.EXACTLY_ONCE) {
            return Optional.empty();
        }
        if (!delivery.received) {
            delivery.received = true;
            delivery.kept = wakeAfter(store.keep(new Change.Received(clientId, delivery.number)));
            if (!delivery.kept.isDone()) {
                again.add(delivery);
            }
        }
        return delivery.kept.isDone() ? Optional.of(delivery.packet(true)) : Optional.empty();
    }

    synchronized int queued() {
        return waiting.size();
    }

    synchronized int inFlight() {
        return inFlight.size();
    }
}
