package io.aromabridge.broker.auth.acl;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the lines of one ACL file, from first to last, into the lists that are asked; collects what is wrong. */
final class RulesBuilder {
    private final String where;
    private final Map<String, List<AclRule>> users = new HashMap<>();
    private final List<AclRule> anonymous = new ArrayList<>();
    private final List<AclRule> patterns = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private Optional<String> user = Optional.empty();

    /** What each message begins with, before line and column. */
    RulesBuilder(String where) {
        this.where = where;
    }

    void add(int number, String line) {
        try {
            AclLine parsed = AclLine.parse(number, line);
            if (parsed instanceof AclLine.User section) {
                user = Optional.of(section.name());
            } else if (parsed instanceof AclLine.Topic topic) {
                put(
                        topic.rule(),
                        user.map(name -> users.computeIfAbsent(name, unused -> new ArrayList<>()))
                                .orElse(anonymous));
            } else if (parsed instanceof AclLine.Pattern pattern) {
                put(pattern.rule(), patterns);
            }
        } catch (AclLineException e) {
            refuse(number, e);
        }
    }

    void refuse(int number, AclLineException problem) {
        problems.add(where + number + ":" + problem.column() + ": " + problem.getMessage());
    }

    /** Each deny goes in front, as mosquitto puts it: so the last one is first. */
    private static void put(AclRule rule, List<AclRule> list) {
        list.add(rule.access() == Access.DENY ? 0 : list.size(), rule);
    }

    AccessRules build() throws AromaException {
        if (!problems.isEmpty()) {
            throw new AromaException(Kind.CONFIGURATION, String.join("\n", problems));
        }
        Map<String, List<AclRule>> lists = new HashMap<>();
        users.forEach((name, rules) -> lists.put(name, List.copyOf(rules)));
        return new FileRules(Map.copyOf(lists), List.copyOf(anonymous), List.copyOf(patterns));
    }
}
