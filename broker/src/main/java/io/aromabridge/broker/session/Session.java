package io.aromabridge.broker.session;

import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import java.util.HashMap;
import java.util.Map;
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

    void cameThrough(String name, boolean asBridge) {
        listener = name;
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
    public CompletableFuture<Void> take(int packetId, CompletableFuture<Void> routed) {
        taken.add(packetId);
        CompletableFuture<Void> both = Stages.both(routed, store.keep(new Change.Taken(clientId, packetId)));
        if (!both.isDone() || both.isCompletedExceptionally()) {
            var unused = both.whenComplete((none, error) -> {
                if (error != null) {
                    taken.remove(packetId);
                }
            });
        }
        return both;
    }

    /** PUBREL: the packet identifier is free for another message. */
    public CompletableFuture<Void> release(int packetId) {
        taken.remove(packetId);
        return store.keep(new Change.Released(clientId, packetId));
    }
}
