package io.aromabridge.broker;

/** Decides who may connect to a listener. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Looks at one CONNECT. Called on the broker's login threads, several at a time; it may block for a slow hash or a
     * file. What it throws is logged, and refuses the client.
     */
    Verdict authenticate(Credentials credentials);
}
