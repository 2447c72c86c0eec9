package io.aromabridge.broker.plugin;

import io.aromabridge.broker.auth.Authenticator;
import java.util.Optional;

/**
 * Plug-ins of others, for any number of listeners and brokers. They decide beside a listener's own rules: one "no" is
 * enough. To be closed after the brokers.
 */
public interface Plugins extends AutoCloseable {
    /** An authenticator that accepts what both the given one and the plug-in accept. */
    Authenticator beside(Authenticator authenticator);

    /** The authorizer. */
    Optional<TopicCheck> topicCheck();

    /** The interceptors. */
    Optional<ClientEvents> events();

    /** Ends the threads; what waits for interceptors has a second. */
    @Override
    void close();

    /** No plug-in. */
    static Plugins none() {
        return new Plugins() {
            @Override
            public Authenticator beside(Authenticator authenticator) {
                return authenticator;
            }

            @Override
            public Optional<TopicCheck> topicCheck() {
                return Optional.empty();
            }

            @Override
            public Optional<ClientEvents> events() {
                return Optional.empty();
            }

            @Override
            public void close() {
                // Nothing to do.
            }
        };
    }
}
