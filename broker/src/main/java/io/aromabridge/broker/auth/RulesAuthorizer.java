package io.aromabridge.broker.auth;

import io.aromabridge.broker.auth.acl.AccessRules;
import io.aromabridge.broker.auth.acl.Decision;
import io.aromabridge.broker.log.LogText;
import io.aromabridge.broker.log.RateLimitedLog;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the rules of an ACL file.
 *
 * @param limitedLog for what is denied
 */
record RulesAuthorizer(Supplier<AccessRules> rules, RateLimitedLog limitedLog) implements Authorizer {
    private static final Logger log = LoggerFactory.getLogger(Authorizer.class);

    @Override
    public boolean maySubscribe(Principal principal, String clientId, TopicFilter filter) {
        Decision decision = rules.get().maySubscribe(user(principal), clientId, filter);
        if (!decision.allowed()) {
            write(clientId, principal, "subscribe " + filter, decision);
        }
        return decision.allowed();
    }

    @Override
    public boolean mayPublish(Principal principal, String clientId, TopicName topic) {
        Decision decision = rules.get().mayPublish(user(principal), clientId, topic);
        if (!decision.allowed()) {
            write(clientId, principal, "publish on " + topic, decision);
        }
        return decision.allowed();
    }

    @Override
    public boolean mayReceive(Principal principal, String clientId, TopicName topic) {
        Decision decision = rules.get().mayReceive(user(principal), clientId, topic);
        if (!decision.allowed()) {
            log.debug("client '{}' ({}) may not have {}: {}", clientId, principal.name(), topic, decision.reason());
        }
        return decision.allowed();
    }

    private void write(String clientId, Principal principal, String what, Decision decision) {
        limitedLog.write(omitted -> log.info(
                "client '{}' ({}) may not {}: {}{}",
                clientId,
                principal.name(),
                LogText.printable(what),
                decision.reason(),
                omitted));
    }

    private static Optional<String> user(Principal principal) {
        return principal.kind() == Principal.Kind.ANONYMOUS ? Optional.empty() : Optional.of(principal.name());
    }
}
