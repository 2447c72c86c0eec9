package io.aromabridge.broker.auth.acl;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether something is allowed, and why.
 *
 * @param line the line of the ACL file that decided, from 1; empty if no line did
 * @param reason one clause for the log
 */
public record Decision(boolean allowed, OptionalInt line, String reason) {
    private static final String BRIDGE_STATE = "$SYS/broker/connection/+/state";
    private static final Optional<Decision> SYS = Optional.of(byRule(
            false, "topics that begin with $SYS are the broker's own, except $SYS/broker/connection/NAME/state"));
    private static final Optional<Decision> SHARE =
            Optional.of(byRule(false, "topics that begin with $share are for subscriptions, not for messages"));

    /** What mosquitto refuses under {@code $} whatever the ACL file says; empty if the rules decide. */
    static Optional<Decision> ofDollarTopic(Access wanted, String topic) {
        if (wanted == Access.WRITE && topic.startsWith("$SYS") && !FilterMatch.matches(BRIDGE_STATE, topic)) {
            return SYS;
        }
        return topic.startsWith("$share") ? SHARE : Optional.empty();
    }

    static Decision byLine(boolean allowed, int line) {
        return new Decision(
                allowed,
                OptionalInt.of(line),
                "line " + line + " of the ACL file " + (allowed ? "allows" : "denies") + " it");
    }

    static Decision byRule(boolean allowed, String reason) {
        return new Decision(allowed, OptionalInt.empty(), reason);
    }
}
