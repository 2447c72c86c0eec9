package io.aromabridge.broker.connection;

import io.aromabridge.broker.auth.Credentials;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.log.LogText;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.session.Router;
import io.aromabridge.broker.sys.SysTopics;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all guards of a listener share.
 *
 * @param door what all listeners share against strangers
 * @param counters what the listener has seen
 * @param stopping set once the broker stops: from then on no will is published
 */
public record ListenerContext(
        ListenerOptions options,
        Router router,
        ConnectedClients connections,
        Journal journal,
        InstantSource clock,
        Door door,
        ListenerCounters counters,
        AtomicBoolean stopping) {
    private static final Logger log = LoggerFactory.getLogger(ListenerContext.class);

    /** On a login thread. */
    AuthenticationResult authenticate(Credentials credentials) {
        try {
            return options.authenticator().authenticate(credentials);
        } catch (RuntimeException e) {
            log.error("{}: client '{}' could not be checked", options.name(), credentials.clientId(), e);
            return new AuthenticationResult.Refused(AuthenticationResult.Answer.NOTHING, "the check itself failed: " + e.getMessage());
        }
    }

    /** What an authenticator throws means that the login threads shall try. */
    Optional<AuthenticationResult> authenticateAtOnce(Credentials credentials) {
        try {
            return options.authenticator().atOnce(credentials);
        } catch (RuntimeException e) {
            log.error("{}: client '{}' could not be checked at once", options.name(), credentials.clientId(), e);
            return Optional.empty();
        }
    }

    /** A line about somebody who is turned away; not each, if there are many. */
    public void warn(String line) {
        door.pace().write(omitted -> log.warn("{}: {}{}", options.name(), LogText.printable(line), omitted));
    }

    /** A connection ends for a reason that nobody has thought of. */
    void failed(String clientId, Throwable cause) {
        door.pace()
                .write(omitted -> log.warn(
                        "{}: client '{}' is disconnected: {}{}",
                        options.name(),
                        LogText.printable(clientId),
                        LogText.printable(cause.toString()),
                        omitted,
                        cause));
    }

    /** $SYS is the broker's own; what an authorizer throws means no. */
    boolean mayPublish(Principal principal, String clientId, TopicName topic) {
        if (SysTopics.reserves(topic)) {
            return false;
        }
        try {
            return options.authorizer().mayPublish(principal, clientId, topic);
        } catch (RuntimeException e) {
            log.error("{}: whether {} may publish on {} could not be found out", options.name(), principal, topic, e);
            return false;
        }
    }

    /** What an authorizer throws means no. */
    boolean maySubscribe(Principal principal, String clientId, TopicFilter filter) {
        try {
            return options.authorizer().maySubscribe(principal, clientId, filter);
        } catch (RuntimeException e) {
            log.error("{}: whether {} may subscribe {} could not be found out", options.name(), principal, filter, e);
            return false;
        }
    }

    /** What an authorizer throws means no. */
    boolean mayReceive(Principal principal, String clientId, TopicName topic) {
        try {
            return options.authorizer().mayReceive(principal, clientId, topic);
        } catch (RuntimeException e) {
            log.error("{}: whether {} may have {} could not be found out", options.name(), principal, topic, e);
            return false;
        }
    }

    /** What an authorizer throws means no. */
    boolean mayTakeOver(Principal principal, Optional<String> owner) {
        try {
            return options.authorizer().mayTakeOver(principal, owner);
        } catch (RuntimeException e) {
            log.error(
                    "{}: whether {} may have a session of {} could not be found out",
                    options.name(),
                    principal,
                    owner,
                    e);
            return false;
        }
    }

    /** What a watch throws changes nothing. */
    void published(Principal principal, String clientId, Message message) {
        try {
            options.watch().published(principal, clientId, message);
        } catch (RuntimeException e) {
            log.error("{}: nobody knows what '{}' published on {}", options.name(), clientId, message.topic(), e);
        }
    }

    /** What a watch throws changes nothing. */
    void connected(Principal principal, String clientId) {
        try {
            options.watch().connected(principal, clientId);
        } catch (RuntimeException e) {
            log.error("{}: nobody knows that '{}' is connected", options.name(), clientId, e);
        }
    }

    void record(Hop.Step step, String clientId, Message message, String note) {
        journal.record(new Hop(clock.instant(), step, options.name(), clientId, message, note));
    }
}
