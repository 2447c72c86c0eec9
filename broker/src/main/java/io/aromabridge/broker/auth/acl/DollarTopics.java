package io.aromabridge.broker.auth.acl;

import java.util.Optional;

/** What mosquitto refuses under {@code $} whatever the ACL file says. */
final class DollarTopics {
    private static final String BRIDGE_STATE = "$SYS/broker/connection/+/state";
    private static final Optional<Decision> SYS = Optional.of(Decision.byRule(
            false, "topics that begin with $SYS are the broker's own, except $SYS/broker/connection/NAME/state"));
    private static final Optional<Decision> SHARE = Optional.of(
            Decision.byRule(false, "topics that begin with $share are for subscriptions, not for messages"));

    private DollarTopics() {}

    /** A refusal, or empty: then the rules decide. */
    static Optional<Decision> refusal(Access wanted, String topic) {
        if (wanted == Access.WRITE && topic.startsWith("$SYS") && !FilterMatch.matches(BRIDGE_STATE, topic)) {
            return SYS;
        }
        return topic.startsWith("$share") ? SHARE : Optional.empty();
    }
}
