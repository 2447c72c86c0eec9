package io.aromabridge.broker.auth.acl;

/**
 * Matches a topic filter with a topic (MQTT 3.1.1, section 4.7). As core's {@code TopicFilter}, but on texts and without
 * garbage: it runs for each rule at each delivery, and a pattern's filter is new for each client.
 */
final class FilterMatch {
    private FilterMatch() {}

    /** The filter must be a valid one or empty; the empty one matches nothing. */
    static boolean matches(String filter, String topic) {
        if (filter.isEmpty() || (topic.charAt(0) == '$' && filter.charAt(0) != '$')) {
            return false;
        }
        int f = 0;
        int t = 0;
        while (true) {
            if (filter.startsWith("#", f)) {
                return true;
            }
            int filterEnd = levelEnd(filter, f);
            int topicEnd = levelEnd(topic, t);
            boolean levelMatches = filter.startsWith("+", f)
                    || (filterEnd - f == topicEnd - t && filter.regionMatches(f, topic, t, topicEnd - t));
            if (!levelMatches) {
                return false;
            }
            if (topicEnd == topic.length()) {
                // "a/#" includes the parent level "a".
                return filterEnd == filter.length() || filter.startsWith("/#", filterEnd);
            }
            if (filterEnd == filter.length()) {
                return false;
            }
            f = filterEnd + 1;
            t = topicEnd + 1;
        }
    }

    private static int levelEnd(String text, int from) {
        int slash = text.indexOf('/', from);
        return slash < 0 ? text.length() : slash;
    }
}
