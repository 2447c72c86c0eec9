package io.aromabridge.broker.auth.acl;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** ACL files, and topics that are likely to meet their rules, from few words so that they often do. */
final class RandomAcl {
    private static final List<String> USERS =
            List.of("", "alice", "bob", "carol smith", "a/b", "x+y", "#", "$SYS", "%c", "J\u00fcrgen", "Alice");
    private static final List<String> CLIENT_IDS = List.of("c1", "c 2", "a/c3", "+", "c#5", "$a", "%u", "alice");

    private static final List<String> LEVELS =
            List.of("a", "b", "c d", "", "alice", "bob", "c1", "A", "\u9999", "%", "read");
    private static final List<String> FREQUENT_LEVELS = List.of("a", "b", "alice");
    private static final List<String> FREQUENT_USERS = List.of("", "alice", "bob");
    private static final List<String> FILLED = List.of("%u", "%c", "x%uy", "%u%c", "%%u", "%c%c", "%U", "%u ");
    private static final List<String> FIRST = List.of("$a", "$SYS", "$SYSTEM", "$share", "$shared", "$");
    private static final String BRIDGE_STATE = "$SYS/broker/connection/+/state";
    private static final List<String> ACCESS = List.of("read", "write", "readwrite", "deny");
    private static final List<String> NOISE = List.of(
            "topic", "pattern", "user", "read", "deny", "write", " ", "  ", "\t", "#", "+", "/", "a", "%u", "\r",
            "\u000b", "\f", "b/#", "a/+/", "Topic", "$SYS", "\u00a0", "\u3000");

    private final RandomGenerator random;

    RandomAcl(RandomGenerator random) {
        this.random = random;
    }

    /** Lines without line ends. A noisy file has lines that may be bad. */
    List<String> lines(boolean noisy) {
        List<String> lines = new ArrayList<>();
        int count = random.nextInt(20);
        for (int i = 0; i < count; i++) {
            lines.add(noisy && random.nextInt(8) == 0 ? noise() : line());
        }
        return lines;
    }

    private String line() {
        int kind = random.nextInt(100);
        if (kind < 15) {
            return spaces(0) + "user" + spaces(1) + sectionUser() + trailing();
        }
        if (kind < 20) {
            return random.nextBoolean() ? "# topic deny #" : trailing();
        }
        String keyword = kind < 65 ? "topic" : "pattern";
        String filter = filter(keyword.equals("pattern"));
        boolean plain = filter.indexOf(' ') < 0 && random.nextInt(5) == 0;
        return spaces(0) + keyword + spaces(1) + (plain ? "" : pick(ACCESS) + spaces(1)) + filter + trailing();
    }

    private String sectionUser() {
        String user = user();
        return user.isEmpty() ? "alice" : user;
    }

    /** A user name, empty for none. */
    String user() {
        return pick(random.nextBoolean() ? FREQUENT_USERS : USERS);
    }

    /** A client identifier. */
    String clientId() {
        return pick(CLIENT_IDS);
    }

    private String noise() {
        StringBuilder line = new StringBuilder(random.nextBoolean() ? "topic " : "");
        for (int i = random.nextInt(6); i >= 0; i--) {
            line.append(pick(NOISE));
        }
        return line.toString();
    }

    private String spaces(int atLeast) {
        return " ".repeat(atLeast + (random.nextInt(8) == 0 ? random.nextInt(3) : 0));
    }

    private String trailing() {
        return random.nextInt(8) == 0 ? pick(List.of(" ", "\t", "\r", " \u000b\f")) : "";
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String filter(boolean pattern) {
        if (random.nextInt(20) == 0) {
            return BRIDGE_STATE;
        }
        List<String> levels = new ArrayList<>();
        int depth = 1 + random.nextInt(3);
        for (int i = 0; i < depth; i++) {
            levels.add(level(pattern, i == 0));
        }
        if (random.nextInt(3) == 0) {
            levels.add("#");
        }
        String filter = String.join("/", levels).trim();
        return filter.isEmpty() ? "#" : filter;
    }

    private String level(boolean pattern, boolean first) {
        if (first && random.nextInt(6) == 0) {
            return pick(FIRST);
        }
        if (random.nextInt(3) == 0) {
            return "+";
        }
        return pick(random.nextInt(pattern ? 2 : 12) == 0 ? FILLED : random.nextInt(3) > 0 ? FREQUENT_LEVELS : LEVELS);
    }

    /** A topic name: most are made from the filter of a line. */
    String topic(List<String> lines) {
        String from = lines.isEmpty() || random.nextInt(3) == 0 ? filter(random.nextBoolean()) : lastWord(pick(lines));
        StringBuilder topic = new StringBuilder();
        for (String level : from.split("/", -1)) {
            topic.append(topic.isEmpty() ? "" : "/").append(name(level));
        }
        return topic.isEmpty() ? "/" : topic.toString();
    }

    private String name(String level) {
        return switch (level) {
            case "+" -> pick(FREQUENT_LEVELS);
            case "#" -> pick(LEVELS) + (random.nextBoolean() ? "/" + pick(LEVELS) : "");
            default ->
                level.replace("%u", user()).replace("%c", pick(CLIENT_IDS)).replaceAll("[+#\\p{Cntrl}]", "b");
        };
    }

    private static String lastWord(String line) {
        String trimmed = line.trim();
        return trimmed.substring(trimmed.lastIndexOf(' ') + 1);
    }
}
