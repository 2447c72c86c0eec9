package io.aromabridge.broker.session;

import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * What has to be delivered to one client (MQTT 3.1.1, sections 4.3, 4.4 and 4.6): a bounded queue, and behind it the
 * messages in flight with packet identifiers of their own. One order for all: QoS 0 does not overtake. Publishers put
 * in from any thread; the client's connection takes out on its event loop.
 */
public final class Outbox {
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);
    private static final int MAX_PACKET_ID = 65_535;

    // fixed
    private final String clientId;
    private final SessionStore store;
    private final OutboxBounds bounds;

    // valid for the session
    private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
    private final Map<Integer, Delivery> inFlight = new LinkedHashMap<>();
    private int lastPacketId;
    private long lastNumber;
    private boolean closed;

    // valid for the connection
    private final ArrayDeque<Delivery> again = new ArrayDeque<>();
    private Optional<Runnable> connection = Optional.empty();
    private Predicate<TopicName> allowed = unused -> false;
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
     * @param mayReceive asked for each message that would be sent, on the connection's event loop; must not block
     * @param wake called, on any thread, when there is something to {@link #take}; must not block
     */
    public synchronized void attach(
            DeliveryLimits limits, DeliveryCounters counters, Predicate<TopicName> mayReceive, Runnable wake) {
        allowed = mayReceive;
        window = limits.window();
        bounds.attach(limits, counters);
        again.clear();
        again.addAll(inFlight.values());
        connection = Optional.of(wake);
        woken = true;
        wake.run();
    }

    /** The connection is gone. Of what waits, QoS 0 was promised to nobody. */
    void detach() {
        List<Runnable> held;
        synchronized (this) {
            connection = Optional.empty();
            again.clear();
            for (Iterator<Delivery> each = waiting.iterator(); each.hasNext(); ) {
                Delivery delivery = each.next();
                if (delivery.qos == QoS.AT_MOST_ONCE) {
                    each.remove();
                    bounds.removed(delivery.publication);
                }
            }
            held = bounds.detach();
        }
        held.forEach(Runnable::run);
    }

    /** The session has ended: nothing is kept any more. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        inFlight.clear();
    }

    /** Nanoseconds for which a publisher has to wait before it adds more; {@code resume} is called if it is less. */
    long heldFor(Runnable resume) {
        return bounds.heldFor(this, resume);
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
        if (!stored.isDone()) {
            var unused = stored.whenComplete((none, error) -> wake());
        }
        return stored;
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
            while (taken < bytes && !again.isEmpty()) {
                Delivery delivery = again.remove();
                if (inFlight.get(delivery.packetId) == delivery) {
                    packets.add(delivery.packet(true));
                    taken += delivery.publication.bytes();
                }
            }
            while (taken < bytes && again.isEmpty() && isNextReady()) {
                Delivery delivery = waiting.remove();
                bounds.removed(delivery.publication);
                if (!delivery.stored.isCompletedExceptionally()
                        && allowed.test(delivery.publication.message().topic())) {
                    send(delivery);
                    packets.add(delivery.packet(false));
                    taken += delivery.publication.bytes();
                }
            }
            freed = bounds.freed();
        }
        freed.forEach(Runnable::run);
        return packets;
    }

    private boolean isNextReady() {
        Delivery next = waiting.peek();
        return next != null && next.stored.isDone() && (next.qos == QoS.AT_MOST_ONCE || inFlight.size() < window);
    }

    private void send(Delivery delivery) {
        if (delivery.qos == QoS.AT_MOST_ONCE) {
            return;
        }
        do {
            lastPacketId = lastPacketId == MAX_PACKET_ID ? 1 : lastPacketId + 1;
        } while (inFlight.containsKey(lastPacketId));
        delivery.packetId = lastPacketId;
        inFlight.put(lastPacketId, delivery);
        var unused = store.keep(new Change.Sent(clientId, delivery.number, lastPacketId));
    }

    /** PUBACK (QoS 1) or PUBCOMP (QoS 2). What is not in flight, or in flight with another QoS, is passed over. */
    public void acknowledged(int packetId, QoS qos) {
        Optional<Runnable> wake;
        synchronized (this) {
            Delivery delivery = inFlight.get(packetId);
            if (delivery == null || delivery.qos != qos) {
                return;
            }
            inFlight.remove(packetId);
            var unused = store.keep(new Change.Acknowledged(clientId, packetId));
            wake = waiting.isEmpty() ? Optional.empty() : toWake();
        }
        wake.ifPresent(Runnable::run);
    }

    /** PUBREC; gives the PUBREL to answer with, also for what is not in flight any more (section 4.3.3). */
    public synchronized Optional<MqttMessage> received(int packetId) {
        Delivery delivery = inFlight.get(packetId);
        if (delivery != null && delivery.qos != QoS.EXACTLY_ONCE) {
            return Optional.empty();
        }
        if (delivery != null && !delivery.received) {
            delivery.received = true;
            var unused = store.keep(new Change.Received(clientId, packetId));
        }
        return Optional.of(Delivery.pubRel(packetId));
    }

    synchronized int queued() {
        return waiting.size();
    }

    synchronized int inFlight() {
        return inFlight.size();
    }
}
