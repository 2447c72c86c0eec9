package io.aromabridge.broker.session;

import io.aromabridge.broker.moquette.SubscriptionTree;
import io.aromabridge.broker.moquette.SubscriptionTree.Match;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All sessions of a broker, and the way from a message to those who subscribe to it. What is published from one thread
 * keeps its order for each subscriber. Thread-safe; but the caller must see to it that only one
 * connection at a time does.
 */
public final class Router {
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final SessionStore store;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final SubscriptionTree<Session> subscriptions =
            new SubscriptionTree<>(id -> Optional.ofNullable(sessions.get(id)));

    /**
     * Its lock is held while a retained message is set and routed, and while a subscription is added and what is
     * retained for it is queued: otherwise an old value could reach a subscriber after the new one.
     */
    private final RetainedMessages retained = new RetainedMessages();

    public Router(SessionStore store) {
        this.store = store;
    }

    /**
     * The session of a client that connects.
     *
     * @param present whether it is one that was kept from before (MQTT 3.1.1, section 3.2.2.2)
     */
    public record Opened(Session session, boolean present) {}

    /** The sessions of one listener, and what waits in them. */
    public record Totals(int sessions, long queued, long inFlight) {}

    /**
     * All sessions, and what is held.
     *
     * @param sessions with those of clients that are away
     * @param stored messages that wait for a client, or for its acknowledgement
     */
    public record Holdings(int sessions, int subscriptions, int retained, long stored) {}

    /** A filter with the QoS that was granted. */
    public record Subscribe(TopicFilter filter, QoS qos) {}

    /**
     * Takes over what the store has kept from before this start. To be called once, before anything else.
     *
     * @param limits of each session, until its client comes back
     * @param counters likewise
     */
    public void restore(DeliveryLimits limits, DeliveryCounters counters) {
        store.replay(this::restore);
        sessions.values().forEach(each -> each.outbox().bounds.restored(limits, counters));
    }

    private void restore(Change change) {
        if (change instanceof Change.Retained kept) {
            synchronized (retained) {
                retained.set(Publication.of(kept.message()));
            }
        } else if (change instanceof Change.OfSession part) {
            Session session = sessions.computeIfAbsent(part.clientId(), clientId -> new Session(clientId, true, store));
            session.restore(part);
            if (part instanceof Change.Subscribed subscribed) {
                subscriptions.add(subscribed.clientId(), subscribed.filter(), subscribed.qos());
            }
        }
    }

    /** The user whose session there is under this client identifier; empty if there is none, or an anonymous client's. */
    public Optional<String> ownerOf(String clientId) {
        return Optional.ofNullable(sessions.get(clientId)).flatMap(Session::owner);
    }

    /**
     * Begins a session or goes on with a persistent one; the client has no other connection any more.
     *
     * @param user whose it is from now on; an anonymous client, for which it is empty, leaves it to whose it was
     */
    public Opened open(String clientId, Optional<String> user, boolean clean, boolean bridge, String listener) {
        Session before = sessions.get(clientId);
        if (before != null && clean) {
            end(before);
        }
        Opened opened = before != null && !clean ? new Opened(before, true) : new Opened(begin(clientId, clean), false);
        opened.session().cameThrough(listener, user, bridge);
        return opened;
    }

    private Session begin(String clientId, boolean clean) {
        Session session = new Session(clientId, !clean, store);
        sessions.put(clientId, session);
        var unused = session.keep(new Change.Opened(clientId));
        return session;
    }

    /** The session's connection is closed. */
    public void disconnected(Session session) {
        session.outbox().detach();
        if (!session.isPersistent()) {
            end(session);
        }
    }

    private void end(Session session) {
        session.outbox().close();
        session.subscriptions.keySet().forEach(filter -> subscriptions.remove(session.clientId(), filter));
        sessions.remove(session.clientId());
        var unused = session.keep(new Change.Ended(session.clientId()));
    }

    /**
     * Routes a message to its subscribers, and keeps it if it is retained.
     *
     * @param publisher whose message it is, if it is a client's
     * @return completes when every subscriber's session has it
     */
    public CompletableFuture<Void> publish(Publication publication, Optional<Session> publisher) {
        if (!publication.message().retained()) {
            return route(publication, publisher);
        }
        synchronized (retained) {
            retained.set(publication);
            // The broker publishes its own topics anew at each start.
            boolean ofBroker = publication.message().topic().value().startsWith("$SYS/");
            CompletableFuture<Void> kept = ofBroker ? DONE : store.keep(new Change.Retained(publication.message()));
            return Stages.both(kept, route(publication, publisher));
        }
    }

    /**
     * Routes a message of QoS 2 from a client, and remembers its packet identifier with it.
     *
     * @return completes when every subscriber's session has it, and it would be known if it came again
     */
    public CompletableFuture<Void> publishOnce(Publication publication, Session publisher, int packetId) {
        return store.together(() -> publisher.take(packetId, publish(publication, Optional.of(publisher))));
    }

    private CompletableFuture<Void> route(Publication publication, Optional<Session> publisher) {
        Message message = publication.message();
        CompletableFuture<Void> all = DONE;
        for (Match<Session> each : subscriptions.matching(message.topic())) {
            Session session = each.subscriber();
            boolean ownOfBridge =
                    session.isBridge() && publisher.filter(p -> p == session).isPresent();
            if (!ownOfBridge) {
                boolean retain = session.isBridge() && message.retained();
                all = Stages.both(
                        all, session.outbox().offer(publication, message.qos().min(each.qos()), retain));
            }
        }
        return all;
    }

    /**
     * Queues a message for one client, whatever it has subscribed.
     *
     * @return whether it has a session
     */
    public boolean deliver(String clientId, Publication publication) {
        Session session = sessions.get(clientId);
        if (session == null) {
            return false;
        }
        var unused = session.outbox().offer(publication, publication.message().qos(), false);
        return true;
    }

    /**
     * Whether a publisher should wait with a message on this topic, because a subscriber's queue is filling.
     *
     * @param publisher never waits for itself: its own acknowledgements would wait with it
     * @param resume called, on any thread, when it may go on sooner; must not block
     * @return nanoseconds to wait at most; 0 to go on now
     */
    public long holdNanos(Session publisher, TopicName topic, Runnable resume) {
        for (Match<Session> each : subscriptions.matching(topic)) {
            if (each.subscriber() != publisher) {
                long nanos = each.subscriber().outbox().holdNanos(resume);
                if (nanos > 0) {
                    return nanos;
                }
            }
        }
        return 0;
    }

    /**
     * Adds subscriptions, or changes their QoS, and queues what is retained on matching topics.
     *
     * @return completes when the subscriptions are kept
     */
    public CompletableFuture<Void> subscribe(Session session, List<Subscribe> granted) {
        CompletableFuture<Void> kept = DONE;
        synchronized (retained) {
            for (Subscribe each : granted) {
                session.subscriptions.put(each.filter(), each.qos());
                subscriptions.add(session.clientId(), each.filter(), each.qos());
                kept = Stages.both(
                        kept, session.keep(new Change.Subscribed(session.clientId(), each.filter(), each.qos())));
                kept = Stages.both(kept, session.outbox().offerRetained(retained.matching(each.filter()), each.qos()));
            }
        }
        return kept;
    }

    /** Removes a subscription; what already waits is still delivered. */
    public CompletableFuture<Void> unsubscribe(Session session, TopicFilter filter) {
        if (session.subscriptions.remove(filter) == null) {
            return DONE;
        }
        subscriptions.remove(session.clientId(), filter);
        return session.keep(new Change.Unsubscribed(session.clientId(), filter));
    }

    /** What there is of all. */
    public Holdings holdings() {
        long stored = sessions.values().stream()
                .mapToLong(each -> (long) each.outbox().queued() + each.outbox().inFlight())
                .sum();
        synchronized (retained) {
            return new Holdings(sessions.size(), subscriptions.size(), retained.count(), stored);
        }
    }

    /** Returns once a message could be routed: routing waits for the same locks. */
    public void probe() {
        synchronized (retained) {
            int unused = subscriptions.size();
        }
    }

    /** What there is of one listener. */
    public Totals totals(String listener) {
        int count = 0;
        long queued = 0;
        long inFlight = 0;
        for (Session each : sessions.values()) {
            if (each.listener().equals(listener)) {
                count++;
                queued += each.outbox().queued();
                inFlight += each.outbox().inFlight();
            }
        }
        return new Totals(count, queued, inFlight);
    }
}
