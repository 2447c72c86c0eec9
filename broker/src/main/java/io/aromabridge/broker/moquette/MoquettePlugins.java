package io.aromabridge.broker.moquette;

import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.plugin.ClientEvents;
import io.aromabridge.broker.plugin.PluginCalls;
import io.aromabridge.broker.plugin.Plugins;
import io.aromabridge.broker.plugin.TopicCheck;
import io.moquette.broker.security.IAuthenticator;
import io.moquette.broker.security.IAuthorizatorPolicy;
import io.moquette.interception.InterceptHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was written for an embedded Moquette 0.17, as plug-ins of this broker: {@code IAuthenticator}, {@code
 * IAuthorizatorPolicy}, {@code InterceptHandler}. An interceptor gets all its events but {@code onMessageAcknowledged} and
 * {@code onSessionLoopError}. They run on threads of their own, never on an event loop.
 */
public final class MoquettePlugins implements Plugins {
    /** For each answer of an authenticator or authorizer. */
    public static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    /** For all interceptors together, at the end. */
    private static final Duration END_WITHIN = Duration.ofSeconds(1);

    private final PluginCalls calls;
    private final Optional<IAuthenticator> authenticator;
    private final Optional<TopicCheck> topicCheck;
    private final List<InterceptorPlugin> interceptors = new ArrayList<>();
    private final Optional<ClientEvents> events;
    private final Runnable whenClosed;

    private MoquettePlugins(Builder builder) {
        calls = new PluginCalls(builder.answerWithin);
        authenticator = builder.authenticator;
        topicCheck = builder.authorizer.map(policy -> new AuthorizerPlugin(policy, calls));
        for (InterceptHandler each : builder.interceptors) {
            interceptors.add(new InterceptorPlugin(each, interceptors.size() + 1));
        }
        events = interceptors.isEmpty() ? Optional.empty() : Optional.of(new InterceptorPlugins(interceptors));
        whenClosed = builder.whenClosed;
    }

    /** Plug-ins that are objects already. */
    public static Builder builder() {
        return new Builder();
    }

    /** What there is of plug-ins; none at first. */
    public static final class Builder {
        private Optional<IAuthenticator> authenticator = Optional.empty();
        private Optional<IAuthorizatorPolicy> authorizer = Optional.empty();
        private final List<InterceptHandler> interceptors = new ArrayList<>();
        private Duration answerWithin = ANSWER_WITHIN;
        private Runnable whenClosed = () -> {};

        private Builder() {}

        /** Asked for each client with a user name or a certificate that the listener's authenticator accepts. */
        public Builder authenticator(IAuthenticator given) {
            authenticator = Optional.of(given);
            return this;
        }

        /** Asked beside the authorizer of the listener. */
        public Builder authorizer(IAuthorizatorPolicy given) {
            authorizer = Optional.of(given);
            return this;
        }

        /** Added to the others; each has a thread. */
        public Builder interceptor(InterceptHandler given) {
            interceptors.add(given);
            return this;
        }

        /** Longest time for an answer, {@link #ANSWER_WITHIN} by default; an answer that is late is a "no". */
        public Builder answerWithin(Duration given) {
            answerWithin = given;
            return this;
        }

        Builder whenClosed(Runnable given) {
            whenClosed = given;
            return this;
        }

        /** Starts the threads of the interceptors. */
        public MoquettePlugins build() {
            return new MoquettePlugins(this);
        }
    }

    @Override
    public Authenticator beside(Authenticator first) {
        return authenticator
                .<Authenticator>map(plugin -> new AuthenticatorPlugin(first, plugin, calls))
                .orElse(first);
    }

    @Override
    public Optional<TopicCheck> topicCheck() {
        return topicCheck;
    }

    @Override
    public Optional<ClientEvents> events() {
        return events;
    }

    @Override
    public void close() {
        calls.close();
        interceptors.forEach(each -> each.thread().close());
        long end = System.nanoTime() + END_WITHIN.toNanos();
        interceptors.forEach(each -> each.thread().await(Duration.ofNanos(end - System.nanoTime())));
        whenClosed.run();
    }
}
