package io.aromabridge.broker.store;

import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What has to be written of one session. Not thread-safe. */
final class SessionRows {
    /** Empty for one that has to be removed. */
    final Map<TopicFilter, Optional<QoS>> subscriptions = new HashMap<>();

    /** If it has another owner now. */
    Optional<String> owner = Optional.empty();

    /** By number. */
    final Map<Long, MessageRow> messages = new LinkedHashMap<>();

    /** By packet identifier: whether it is taken. */
    final Map<Integer, Boolean> taken = new HashMap<>();

    void message(long number, MessageRow row) {
        messages.merge(number, row, MessageRow::then);
    }

    /** Adds what came after this. */
    void add(SessionRows later) {
        subscriptions.putAll(later.subscriptions);
        owner = later.owner.or(() -> owner);
        later.messages.forEach(this::message);
        taken.putAll(later.taken);
    }
}
