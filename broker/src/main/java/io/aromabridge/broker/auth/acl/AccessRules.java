package io.aromabridge.broker.auth.acl;

import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.Optional;

/**
 * Who may do what, in the semantics of mosquitto 2.0's {@code acl_file}. Immutable; any thread may ask, and it never
 * throws. A user is empty for an anonymous client; the empty user name counts as none, as in mosquitto.
 */
public sealed interface AccessRules permits FileRules, NamedUsersOnly {
    /** Whether the client may publish to the topic: asked for each PUBLISH, and for a will when it is published. */
    Decision mayPublish(Optional<String> user, String clientId, TopicName topic);

    /** Whether a message on the topic may be delivered to the client: asked for each delivery, also of retained ones. */
    Decision mayReceive(Optional<String> user, String clientId, TopicName topic);

    /**
     * Whether the client may subscribe. With an ACL file always, as in mosquitto: a filter may cover more than the client
     * may read, and {@link #mayReceive} decides for each message.
     */
    Decision maySubscribe(Optional<String> user, String clientId, TopicFilter filter);

    /** How many there are, as one clause for the log. */
    String summary();

    /** The rules where there is no ACL file: named users may do everything, anonymous clients nothing. */
    static AccessRules namedUsersOnly() {
        return NamedUsersOnly.RULES;
    }
}
