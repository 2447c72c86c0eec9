package io.aromabridge.broker.auth;

import io.aromabridge.broker.auth.acl.AccessRules;
import io.aromabridge.broker.log.RateLimitedLog;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides who may publish, subscribe and receive. Called on the broker's event loops: it must not block. */
public interface Authorizer {
    /** Whether this client may have this subscription; if not, SUBACK says so with 0x80. */
    boolean maySubscribe(Principal principal, String clientId, TopicFilter filter);

    /**
     * Whether this client may publish on this topic. If not, the message is acknowledged and dropped, since MQTT 3.1.1
     * has no other answer; a client whose will it is may not connect.
     */
    boolean mayPublish(Principal principal, String clientId, TopicName topic);

    /** Whether this client may have a message on this topic: asked for each delivery, whatever it has subscribed. */
    boolean mayReceive(Principal principal, String clientId, TopicName topic);

    /**
     * Whether this client may go on with a session that another has begun under the same client identifier, and end that
     * one's connection. If not, it is refused with CONNACK 2: otherwise it would have the other's queued messages.
     * Unless told otherwise, the same user may, and everybody may have the session of an anonymous client.
     *
     * @param owner the user who has begun the session; empty if it was an anonymous client
     */
    default boolean mayTakeOver(Principal principal, Optional<String> owner) {
        return owner.isEmpty() || owner.equals(principal.user());
    }

    /** Everybody may do everything. */
    static Authorizer everything() {
        return new Authorizer() {
            @Override
            public boolean maySubscribe(Principal principal, String clientId, TopicFilter filter) {
                return true;
            }

            @Override
            public boolean mayPublish(Principal principal, String clientId, TopicName topic) {
                return true;
            }

            @Override
            public boolean mayReceive(Principal principal, String clientId, TopicName topic) {
                return true;
            }

            @Override
            public boolean mayTakeOver(Principal principal, Optional<String> owner) {
                return true;
            }
        };
    }

    /**
     * What an ACL file says.
     *
     * @param rules those in force, asked each time
     */
    static Authorizer byRules(Supplier<AccessRules> rules) {
        return new RulesAuthorizer(rules, new RateLimitedLog(System::nanoTime));
    }
}
