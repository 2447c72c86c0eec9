package io.aromabridge.broker.store;

import io.aromabridge.broker.session.Change;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.topic.TopicName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has to be written: not the changes, but what they have made of each row, so that it is never more than the broker
 * holds. A message that comes and goes before anything is written costs nothing. Not thread-safe.
 */
final class Rows {
    /** Sessions that have begun: the client identifier by number. */
    final Map<Long, String> opened = new LinkedHashMap<>();

    /** Numbers of sessions that have ended. */
    final Set<Long> ended = new HashSet<>();

    /** By number. */
    final Map<Long, SessionRows> sessions = new HashMap<>();

    /** By topic; one without payload has to be removed. */
    final Map<TopicName, Message> retained = new HashMap<>();

    /** How many changes came in. */
    int changes;

    boolean isEmpty() {
        return changes == 0;
    }

    void open(long session, String clientId) {
        opened.put(session, clientId);
        changes++;
    }

    void end(long session) {
        opened.remove(session);
        sessions.remove(session);
        ended.add(session);
        changes++;
    }

    void retain(Message message) {
        retained.put(message.topic(), message);
        changes++;
    }

    /** Any other change of a session. */
    void change(long session, Change change) {
        SessionRows rows = sessions.computeIfAbsent(session, unused -> new SessionRows());
        changes++;
        if (change instanceof Change.Queued queued) {
            rows.message(queued.number(), MessageRow.queued(queued));
        } else if (change instanceof Change.Sent sent) {
            rows.message(sent.number(), MessageRow.sent(sent.packetId()));
        } else if (change instanceof Change.Received received) {
            rows.message(received.number(), MessageRow.RECEIVED);
        } else if (change instanceof Change.Acknowledged acknowledged) {
            rows.message(acknowledged.number(), MessageRow.GONE);
        } else if (change instanceof Change.Dropped dropped) {
            rows.message(dropped.number(), MessageRow.GONE);
        } else {
            rarer(rows, change);
        }
    }

    private static void rarer(SessionRows rows, Change change) {
        if (change instanceof Change.Owned owned) {
            rows.owner = Optional.of(owned.user());
        } else if (change instanceof Change.Subscribed subscribed) {
            rows.subscriptions.put(subscribed.filter(), Optional.of(subscribed.qos()));
        } else if (change instanceof Change.Unsubscribed unsubscribed) {
            rows.subscriptions.put(unsubscribed.filter(), Optional.empty());
        } else if (change instanceof Change.Taken taken) {
            rows.taken.put(taken.packetId(), true);
        } else if (change instanceof Change.Released released) {
            rows.taken.put(released.packetId(), false);
        }
    }

    /** Adds what came after this. */
    void add(Rows later) {
        opened.putAll(later.opened);
        for (long session : later.ended) {
            opened.remove(session);
            sessions.remove(session);
            ended.add(session);
        }
        later.sessions.forEach((session, rows) ->
                sessions.computeIfAbsent(session, unused -> new SessionRows()).add(rows));
        retained.putAll(later.retained);
        changes += later.changes;
    }
}
