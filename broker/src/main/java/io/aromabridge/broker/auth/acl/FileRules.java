package io.aromabridge.broker.auth.acl;

import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of one ACL file: first the client's own list, then the patterns, else no. In each list every {@code deny}
 * comes before everything else, the last one of the file first.
 *
 * @param users the list of each user
 * @param anonymous the list of clients without a user name, which named users do not inherit
 * @param patterns the list of all clients
 */
record FileRules(Map<String, List<AclRule>> users, List<AclRule> anonymous, List<AclRule> patterns)
        implements AccessRules {
    private static final Decision SUBSCRIBE = Decision.byRule(
            true, "every subscription is taken; the ACL file decides for each message when it is delivered");
    private static final Decision NO_LINE = Decision.byRule(false, "no line of the ACL file allows it");
    private static final Decision INJECTION = Decision.byRule(
            false, "the user name or client identifier holds + or #, so no pattern line of the ACL file counts for it");

    @Override
    public Decision mayPublish(Optional<String> user, String clientId, TopicName topic) {
        return decide(Access.WRITE, user, clientId, topic.value());
    }

    @Override
    public Decision mayReceive(Optional<String> user, String clientId, TopicName topic) {
        return decide(Access.READ, user, clientId, topic.value());
    }

    @Override
    public Decision maySubscribe(Optional<String> user, String clientId, TopicFilter filter) {
        return SUBSCRIBE;
    }

    @Override
    public String summary() {
        int count = anonymous.size() + patterns.size();
        for (List<AclRule> list : users.values()) {
            count += list.size();
        }
        return counted(count, "rule") + ", for " + counted(users.size(), "user") + " by name"
                + (anonymous.isEmpty() ? "" : ", for anonymous") + (patterns.isEmpty() ? "" : ", by pattern");
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private Decision decide(Access wanted, Optional<String> user, String clientId, String topic) {
        Optional<Decision> refusal = Decision.ofDollarTopic(wanted, topic);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String name = user.orElse("");
        for (AclRule rule : name.isEmpty() ? anonymous : users.getOrDefault(name, List.of())) {
            if (rule.decides(wanted) && FilterMatch.matches(rule.filter(), topic)) {
                return rule.decision();
            }
        }
        return patterns.isEmpty() ? NO_LINE : decideByPattern(wanted, name, clientId, topic);
    }

    private Decision decideByPattern(Access wanted, String user, String clientId, String topic) {
        // A client that names itself "+" or "#" would read what belongs to all others.
        if (holdsWildcard(user) || holdsWildcard(clientId)) {
            return INJECTION;
        }
        for (AclRule rule : patterns) {
            boolean applies = !(user.isEmpty() && rule.needsUser());
            if (applies && rule.decides(wanted) && FilterMatch.matches(rule.filterFor(user, clientId), topic)) {
                return rule.decision();
            }
        }
        return NO_LINE;
    }

    private static boolean holdsWildcard(String name) {
        return name.indexOf('+') >= 0 || name.indexOf('#') >= 0;
    }
}
