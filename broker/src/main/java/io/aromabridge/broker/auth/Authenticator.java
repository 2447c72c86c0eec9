package io.aromabridge.broker.auth;

import java.util.Optional;

/** Decides who may connect to a listener. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Looks at one CONNECT. Called on the broker's login threads, several at a time; it may block for a slow hash or a
     * file. What it throws is logged, and refuses the client.
     */
    AuthenticationResult authenticate(Credentials credentials);

    /**
     * The verdict, if it needs no slow check. Called on the broker's event loops: it must not block. Whoever has one need
     * not wait in line behind those who guess passwords.
     */
    default Optional<AuthenticationResult> atOnce(Credentials credentials) {
        return Optional.empty();
    }
}
