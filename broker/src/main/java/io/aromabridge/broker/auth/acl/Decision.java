package io.aromabridge.broker.auth.acl;

import java.util.OptionalInt;

/**
 * Whether something is allowed, and why.
 *
 * @param line the line of the ACL file that decided, from 1; empty if no line did
 * @param reason one clause for the log
 */
public record Decision(boolean allowed, OptionalInt line, String reason) {
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
