package io.aromabridge.core.topic;

/**
 * A topic name as a PUBLISH carries it (MQTT 3.1.1, section 4.7): 1 to 65 535 bytes of UTF-8, no U+0000, no wildcard.
 * Case-sensitive; empty levels count.
 */
public record TopicName(String value) {
    /** Throws {@link TopicSyntaxException}, with the position, for a text that is no topic name. */
    public TopicName {
        TopicSyntax.checkText("topic", value);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '+' || c == '#') {
                throw new TopicSyntaxException(
                        "topic " + TopicSyntax.quote(value) + ": wildcard '" + c
                                + "' is not allowed in a topic to publish to (index " + i + ")",
                        i);
            }
        }
    }

    /** The topic name of a text. */
    public static TopicName of(String value) {
        return new TopicName(value);
    }

    /** Number of levels, at least 1: one more than the slashes. */
    public int levels() {
        return TopicSyntax.levels(value);
    }

    /** Whether filters that begin with a wildcard do not match it (section 4.7.2). */
    public boolean beginsWithDollar() {
        return value.charAt(0) == '$';
    }

    @Override
    public String toString() {
        return value;
    }
}
