package io.aromabridge.broker.auth;

import java.util.Optional;

/** Decides who may connect to a listener. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Decides about one CONNECT. Called on the broker's login threads, several at a time; it may block for a slow hash or a
     * file. If it throws, the exception is logged, and the client is refused.
     */
    AuthenticationResult authenticate(Credentials credentials);

    /**
     * The result, if it needs no slow check: then the client does not wait behind those who guess passwords. Called on the
     * broker's event loops: it must not block.
     */
    default Optional<AuthenticationResult> authenticateWithoutBlocking(Credentials credentials) {
        return Optional.empty();
    }
}
