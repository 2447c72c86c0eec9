package io.aromabridge.broker.auth;

import java.util.Optional;

/**
 * Who a client is, once it has shown so.
 *
 * @param kind how it showed it
 * @param name the user name, the certificate's identifier, or {@code anonymous}
 */
public record Principal(Kind kind, String name) {
    /** How a client shows who it is. */
    public enum Kind {
        /** By user name and password. */
        PASSWORD,
        /** By a client certificate. */
        CERTIFICATE,
        /** Not at all. */
        ANONYMOUS
    }

    /** The name that rules know it by; empty for a client that has shown none. */
    public Optional<String> user() {
        return kind == Kind.ANONYMOUS ? Optional.empty() : Optional.of(name);
    }

    /** A client that gave no user name where that is allowed. */
    public static Principal anonymous() {
        return new Principal(Kind.ANONYMOUS, "anonymous");
    }
}
