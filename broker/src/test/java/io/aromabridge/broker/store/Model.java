package io.aromabridge.broker.store;

import io.aromabridge.broker.session.Change;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What changes make up, in the simplest way. Two that hold the same are equal. */
final class Model {
    /** One message. */
    record Waiting(Change.Queued queued, int packetId, boolean received) {}

    /** One session. */
    record Saved(Map<String, QoS> subscriptions, Set<Integer> taken, TreeMap<Long, Waiting> messages) {
        Saved() {
            this(new TreeMap<>(), new TreeSet<>(), new TreeMap<>());
        }

        Saved copy() {
            return new Saved(new TreeMap<>(subscriptions), new TreeSet<>(taken), new TreeMap<>(messages));
        }
    }

    final Map<String, Saved> sessions = new TreeMap<>();
    final Map<String, Message> retained = new TreeMap<>();

    Model copy() {
        Model copy = new Model();
        sessions.forEach((client, saved) -> copy.sessions.put(client, saved.copy()));
        copy.retained.putAll(retained);
        return copy;
    }

    void apply(Change change) {
        if (change instanceof Change.Retained kept) {
            if (kept.message().payload().length() == 0) {
                retained.remove(kept.message().topic().value());
            } else {
                retained.put(kept.message().topic().value(), kept.message());
            }
        } else if (change instanceof Change.Opened opened) {
            sessions.put(opened.clientId(), new Saved());
        } else if (change instanceof Change.Ended ended) {
            sessions.remove(ended.clientId());
        } else if (change instanceof Change.OfSession part) {
            Optional.ofNullable(sessions.get(part.clientId())).ifPresent(saved -> apply(saved, part));
        }
    }

    private static void apply(Saved saved, Change change) {
        if (change instanceof Change.Queued queued) {
            saved.messages.put(queued.number(), new Waiting(queued, 0, false));
        } else if (change instanceof Change.Sent sent) {
            saved.messages.computeIfPresent(
                    sent.number(), (number, w) -> new Waiting(w.queued(), sent.packetId(), w.received()));
        } else if (change instanceof Change.Received received) {
            saved.messages.computeIfPresent(
                    received.number(), (number, w) -> new Waiting(w.queued(), w.packetId(), true));
        } else if (change instanceof Change.Acknowledged acknowledged) {
            saved.messages.remove(acknowledged.number());
        } else if (change instanceof Change.Dropped dropped) {
            saved.messages.remove(dropped.number());
        } else if (change instanceof Change.Subscribed subscribed) {
            saved.subscriptions.put(subscribed.filter().value(), subscribed.qos());
        } else if (change instanceof Change.Unsubscribed unsubscribed) {
            saved.subscriptions.remove(unsubscribed.filter().value());
        } else if (change instanceof Change.Taken taken) {
            saved.taken.add(taken.packetId());
        } else if (change instanceof Change.Released released) {
            saved.taken.remove(released.packetId());
        }
    }

    /** Whether a subscription of the session matches. */
    boolean hears(String client, String topic) {
        Saved saved = sessions.get(client);
        return saved != null
                && saved.subscriptions.keySet().stream()
                        .anyMatch(filter -> TopicFilter.of(filter).matches(TopicName.of(topic)));
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object o) {
        return o instanceof Model other && sessions.equals(other.sessions) && retained.equals(other.retained);
    }

    @Override
    public int hashCode() {
        return Objects.hash(sessions, retained);
    }

    @Override
    public String toString() {
        return sessions + " retained " + retained.keySet();
    }
}
