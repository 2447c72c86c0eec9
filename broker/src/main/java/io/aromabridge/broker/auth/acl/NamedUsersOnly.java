package io.aromabridge.broker.auth.acl;

import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.Optional;

/** The rules without an ACL file. */
record NamedUsersOnly() implements AccessRules {
    static final NamedUsersOnly RULES = new NamedUsersOnly();

    private static final Decision NAMED = Decision.byRule(true, "there is no ACL file, and the client has a user name");
    private static final Decision ANONYMOUS = Decision.byRule(
            false,
            "there is no ACL file, and without one an anonymous client may do nothing; let it log in, or write"
                    + " an ACL file");

    @Override
    public Decision mayPublish(Optional<String> user, String clientId, TopicName topic) {
        return Decision.ofDollarTopic(Access.WRITE, topic.value()).orElseGet(() -> decide(user));
    }

    @Override
    public Decision mayReceive(Optional<String> user, String clientId, TopicName topic) {
        return Decision.ofDollarTopic(Access.READ, topic.value()).orElseGet(() -> decide(user));
    }

    @Override
    public Decision maySubscribe(Optional<String> user, String clientId, TopicFilter filter) {
        return decide(user);
    }

    @Override
    public String summary() {
        return "no ACL file";
    }

    private static Decision decide(Optional<String> user) {
        return user.filter(name -> !name.isEmpty()).isPresent() ? NAMED : ANONYMOUS;
    }
}
