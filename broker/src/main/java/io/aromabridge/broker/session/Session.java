package io.aromabridge.broker.session;

import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the broker knows of one client (MQTT 3.1.1, section 3.1.2.4). One connection at a time has it, and uses it on its
 * event loop; only the {@link Outbox} is open to all.
 */
public final class Session {
    // fixed
    private final String clientId;
    private final boolean persistent;
    private final SessionStore store;
    private final Outbox outbox;

    // valid for the session
    final Map<TopicFilter, QoS> subscriptions = new HashMap<>();
    private final Set<Integer> taken = ConcurrentHashMap.newKeySet();
    private volatile String listener = "";
    private volatile Optional<String> owner = Optional.empty();
    private volatile boolean bridge;

    Session(String clientId, boolean persistent, SessionStore store) {
        this.clientId = clientId;
        this.persistent = persistent;
        this.store = persistent ? store : SessionStore.inMemory();
        this.outbox = new Outbox(clientId, this.store);
    }

    /** Whose it is. */
    public String clientId() {
        return clientId;
    }

    /** Whether it outlives its connection. */
    boolean isPersistent() {
        return persistent;
    }

    /** A view, for the event loop of the session's connection. */
    public Set<TopicFilter> subscribedFilters() {
        return Collections.unmodifiableSet(subscriptions.keySet());
    }

    /** What has to be delivered. */
    public Outbox outbox() {
        return outbox;
    }

    /** The listener through which the client came last. */
    String listener() {
        return listener;
    }

    /**
     * Whether the client is a bridge of mosquitto: it does not get back what it has published, and sees on live messages
     * whether they are retained.
     */
    public boolean isBridge() {
        return bridge;
    }

    /** Whose it is; empty if it was never any but an anonymous client's. */
    Optional<String> owner() {
        return owner;
    }

    void cameThrough(String name, Optional<String> user, boolean asBridge) {
        listener = name;
        if (user.isPresent() && !user.equals(owner)) {
            owner = user;
            var unused = store.keep(new Change.Owned(clientId, user.get()));
        }
        bridge = asBridge;
    }

    CompletableFuture<Void> keep(Change change) {
        return store.keep(change);
    }

    /** Whether a message of QoS 2 under this packet identifier was routed and not released yet (section 4.3.3). */
    public boolean hasTaken(int packetId) {
        return taken.contains(packetId);
    }

    /**
     * A message of QoS 2 is routed under this packet identifier.
     *
     * @param routed completes when all have it; if that fails, the client may send it again
     * @return completes when it may be acknowledged
     */
    CompletableFuture<Void> take(int packetId, CompletableFuture<Void> routed) {
        taken.add(packetId);
        CompletableFuture<Void> both = Stages.both(routed, store.keep(new Change.Taken(clientId, packetId)));
        if (!both.isDone() || both.isCompletedExceptionally()) {
            var unused = both.whenComplete((none, error) -> {
                if (error != null) {
                    var unusedToo = release(packetId);
                }
            });
        }
        return both;
    }

    /** PUBREL: the packet identifier is free for another message. */
    public CompletableFuture<Void> release(int packetId) {
        // In this order: it may be taken again from the moment on at which it is not in the set any more.
        CompletableFuture<Void> kept = store.keep(new Change.Released(clientId, packetId));
        taken.remove(packetId);
        return kept;
    }

    /** One of the changes that made it what it was before this start. */
    void restore(Change.OfSession change) {
        if (change instanceof Change.Subscribed subscribed) {
            subscriptions.put(subscribed.filter(), subscribed.qos());
        } else if (change instanceof Change.Owned owned) {
            owner = Optional.of(owned.user());
        } else if (change instanceof Change.Taken restored) {
            taken.add(restored.packetId());
        } else {
            outbox.restore(change);
        }
    }
}
