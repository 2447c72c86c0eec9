package io.aromabridge.broker.connection;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.AuthenticationResult.Answer;
import io.aromabridge.broker.auth.AuthenticationResult.Refused;
import io.aromabridge.broker.auth.Credentials;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.log.LogText;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.plugin.ClientEvents;
import io.aromabridge.broker.plugin.TopicCheck;
import io.aromabridge.broker.session.Router;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all connections of a listener share, and their calls of the listener's authenticator, authorizer, tap and client
 * listener.
 *
 * @param admission shared by all listeners of the broker
 * @param stopping set once the broker stops: from then on no will is published
 */
public record ListenerContext(
        ListenerOptions options,
        Router router,
        ConnectedClients clients,
        Journal journal,
        InstantSource clock,
        AdmissionControl admission,
        ListenerCounters counters,
        AtomicBoolean stopping) {
    private static final Logger log = LoggerFactory.getLogger(ListenerContext.class);

    private static final AuthenticationResult INTERNAL_ERROR =
            new Refused(Answer.NOTHING, "internal error in the authenticator");
    private static final CompletableFuture<Void> TAP_FAILED =
            CompletableFuture.failedFuture(new IllegalStateException("the tap has thrown an exception"));
    private static final CompletableFuture<Boolean> YES = CompletableFuture.completedFuture(true);
    private static final CompletableFuture<Boolean> NO = CompletableFuture.completedFuture(false);
    private static final TopicFilter BRIDGE_STATE = TopicFilter.of("$SYS/broker/connection/+/state");

    /**
     * Calls what others have written. If it throws, that is logged, and the safe result counts.
     *
     * @param failure the log line, with two places
     */
    private <T> T guarded(Supplier<T> call, T safe, String failure, Object first, Object second) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            log.error(
                    "{}: " + failure,
                    options.name(),
                    LogText.printable(first.toString()),
                    LogText.printable(second.toString()),
                    e);
            return safe;
        }
    }

    /** On a login thread. */
    AuthenticationResult authenticate(Credentials credentials) {
        return guarded(
                () -> options.authenticator().authenticate(credentials),
                INTERNAL_ERROR,
                "authenticator failed: CONNECT of client '{}' ({}) refused",
                credentials.clientId(),
                credentials);
    }

    /** On the event loop. */
    Optional<AuthenticationResult> authenticateWithoutBlocking(Credentials credentials) {
        return guarded(
                () -> options.authenticator().authenticateWithoutBlocking(credentials),
                Optional.empty(),
                "authenticator failed: CONNECT of client '{}' ({}) checked again on a login thread",
                credentials.clientId(),
                credentials);
    }

    /** Topics below $SYS are the broker's own, except the state of a mosquitto bridge, as in mosquitto. */
    boolean mayPublish(Principal principal, String clientId, TopicName topic) {
        return !isReserved(topic)
                && guarded(
                        () -> options.authorizer().mayPublish(principal, clientId, topic),
                        false,
                        "authorizer failed: PUBLISH by {} to '{}' denied",
                        principal,
                        topic);
    }

    private static boolean isReserved(TopicName topic) {
        String text = topic.value();
        return text.startsWith("$SYS")
                && (text.equals("$SYS") || text.startsWith("$SYS/"))
                && !BRIDGE_STATE.matches(topic);
    }

    boolean maySubscribe(Principal principal, String clientId, TopicFilter filter) {
        return guarded(
                () -> options.authorizer().maySubscribe(principal, clientId, filter),
                false,
                "authorizer failed: SUBSCRIBE by {} to '{}' denied",
                principal,
                filter);
    }

    private boolean mayReceive(Principal principal, String clientId, TopicName topic) {
        return guarded(
                () -> options.authorizer().mayReceive(principal, clientId, topic),
                false,
                "authorizer failed: PUBLISH to {} on '{}' not delivered",
                principal,
                topic);
    }

    /** Whether the authorizer plug-in lets a client publish, if there is one. */
    CompletableFuture<Boolean> pluginMayPublish(Principal principal, String clientId, TopicName topic) {
        return options.plugins()
                .topicCheck()
                .map(check -> check.mayPublish(clientId, principal.user(), topic))
                .orElse(YES);
    }

    /** Whether a client may have a message; the plug-in is asked for what the authorizer allows. */
    CompletableFuture<Boolean> mayHave(Principal principal, String clientId, TopicName topic) {
        if (!mayReceive(principal, clientId, topic)) {
            return NO;
        }
        Optional<TopicCheck> check = options.plugins().topicCheck();
        return check.isEmpty() ? YES : check.get().mayReceive(clientId, principal.user(), topic);
    }

    /** Something that interceptors get. */
    void event(Consumer<ClientEvents> event) {
        options.plugins().events().ifPresent(event);
    }

    boolean mayTakeOver(Principal principal, Optional<String> owner) {
        return guarded(
                () -> options.authorizer().mayTakeOver(principal, owner),
                false,
                "authorizer failed: CONNECT by {} to a session of {} denied",
                principal,
                owner);
    }

    /** The only call of the tap. */
    CompletableFuture<Void> tap(String clientId, Message message) {
        return guarded(
                () -> options.tap().onPublish(message).toCompletableFuture(),
                TAP_FAILED,
                "tap failed: PUBLISH by client '{}' to '{}' not acknowledged",
                clientId,
                message.topic());
    }

    void published(Principal principal, String clientId, Message message) {
        boolean unused = guarded(
                () -> {
                    options.clientListener().published(principal, clientId, message);
                    return true;
                },
                false,
                "ClientListener failed on PUBLISH from client '{}' to '{}'",
                clientId,
                message.topic());
    }

    void connected(Principal principal, String clientId) {
        boolean unused = guarded(
                () -> {
                    options.clientListener().connected(principal, clientId);
                    return true;
                },
                false,
                "ClientListener failed on CONNECT of client '{}' ({})",
                clientId,
                principal);
    }

    /** A warning about a client that is turned away; not each, if there are many. */
    public void warn(String line) {
        admission.warnings().write(omitted -> log.warn("{}: {}{}", options.name(), LogText.printable(line), omitted));
    }

    /** An unexpected exception ends a connection. */
    void connectionFailed(String clientId, Throwable cause) {
        admission
                .warnings()
                .write(omitted -> log.warn(
                        "{}: client '{}' is disconnected: {}{}",
                        options.name(),
                        LogText.printable(clientId),
                        LogText.printable(cause.toString()),
                        omitted,
                        cause));
    }

    void record(Hop.Step step, String clientId, Message message, String note) {
        journal.record(new Hop(clock.instant(), step, options.name(), clientId, message, note));
    }
}
