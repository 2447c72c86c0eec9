package io.aromabridge.core.topic;

/**
 * A topic filter as a SUBSCRIBE carries it (MQTT 3.1.1, section 4.7): 1 to 65 535 bytes of UTF-8, no U+0000; {@code +}
 * and {@code #} fill whole levels, {@code #} the last one.
 */
public record TopicFilter(String value) {
    /** Throws {@link TopicSyntaxException}, with the position and the way to write it, for an invalid filter. */
    public TopicFilter {
        TopicSyntax.checkText("topic filter", value);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '+' && c != '#') {
                continue;
            }
            boolean fillsLevel =
                    (i == 0 || value.charAt(i - 1) == '/') && (i == value.length() - 1 || value.charAt(i + 1) == '/');
            if (!fillsLevel) {
                throw new TopicSyntaxException(
                        describe(value) + ": '" + c + "' must fill a whole level (index " + i + ")", i);
            }
            if (c == '#' && i != value.length() - 1) {
                throw new TopicSyntaxException(describe(value) + ": '#' must be the last level (index " + i + ")", i);
            }
        }
    }

    private static String describe(String value) {
        return "topic filter " + TopicSyntax.quote(value);
    }

    /** The topic filter of a text. */
    public static TopicFilter of(String value) {
        return new TopicFilter(value);
    }

    /** Number of levels, at least 1: one more than the slashes. */
    public int levels() {
        return TopicSyntax.levels(value);
    }

    /** Whether it contains {@code +} or {@code #}. */
    public boolean hasWildcard() {
        return value.indexOf('+') >= 0 || value.indexOf('#') >= 0;
    }

    private boolean beginsWithWildcard() {
        return value.charAt(0) == '+' || value.charAt(0) == '#';
    }

    /**
     * Whether a message on this topic goes to a subscription with this filter. {@code a/#} matches {@code a} too
     * (section 4.7.1.2); a filter that begins with a wildcard never matches a topic that begins with {@code $} (section
     * 4.7.2).
     */
    public boolean matches(TopicName topic) {
        if (beginsWithWildcard() && topic.beginsWithDollar()) {
            return false;
        }
        String[] want = value.split("/", -1);
        String[] have = topic.value().split("/", -1);
        for (int i = 0; i < want.length; i++) {
            if (want[i].equals("#")) {
                return true;
            }
            if (i == have.length || !(want[i].equals("+") || want[i].equals(have[i]))) {
                // "a/#" includes the parent level "a".
                return false;
            }
            if (i == have.length - 1 && i == want.length - 2 && want[i + 1].equals("#")) {
                return true;
            }
        }
        return want.length == have.length;
    }

    /** Whether some topic matches both filters. Symmetric; a filter overlaps itself. */
    public boolean overlaps(TopicFilter other) {
        boolean hidden = (beginsWithWildcard() && other.value.charAt(0) == '$')
                || (other.beginsWithWildcard() && value.charAt(0) == '$');
        return !hidden && overlap(value.split("/", -1), other.value.split("/", -1));
    }

    private static boolean overlap(String[] a, String[] b) {
        for (int i = 0; ; i++) {
            boolean aHash = i < a.length && a[i].equals("#");
            boolean bHash = i < b.length && b[i].equals("#");
            if (aHash || bHash) {
                return true;
            }
            if (i == a.length || i == b.length) {
                return a.length == b.length;
            }
            if (!a[i].equals("+") && !b[i].equals("+") && !a[i].equals(b[i])) {
                return false;
            }
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
