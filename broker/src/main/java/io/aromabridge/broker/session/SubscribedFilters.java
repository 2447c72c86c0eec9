package io.aromabridge.broker.session;

import io.aromabridge.core.topic.TopicFilter;
import java.util.Collections;
import java.util.Set;

/** What a session has subscribed, for those who bound it. */
public final class SubscribedFilters {
    private SubscribedFilters() {}

    /** A view, on the event loop of the session's connection. */
    public static Set<TopicFilter> of(Session session) {
        return Collections.unmodifiableSet(session.subscriptions.keySet());
    }
}
