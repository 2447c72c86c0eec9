package io.aromabridge.broker;

import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;

/** Decides who may publish and subscribe. Called on the broker's event loops: it must not block. */
public interface Authorizer {
    /** Whether this client may have this subscription; if not, SUBACK says so with 0x80. */
    boolean maySubscribe(Principal principal, TopicFilter filter);

    /**
     * Whether this client may publish on this topic. If not, the message is acknowledged and dropped, since MQTT 3.1.1
     * has no other answer; a client whose will it is may not connect.
     */
    boolean mayPublish(Principal principal, TopicName topic);

    /** Everybody may do everything. */
    static Authorizer everything() {
        return new Authorizer() {
            @Override
            public boolean maySubscribe(Principal principal, TopicFilter filter) {
                return true;
            }

            @Override
            public boolean mayPublish(Principal principal, TopicName topic) {
                return true;
            }
        };
    }
}
