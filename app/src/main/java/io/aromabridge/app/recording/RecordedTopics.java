package io.aromabridge.app.recording;

import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.List;

/**
 * What is recorded. The canaries, with which a system tries its own way to the cloud and back, are no messages of a client:
 * they are recorded only if a filter names them.
 *
 * @param filters at least one
 */
public record RecordedTopics(List<TopicFilter> filters) {
    private static final String CANARY = "aromabridge/canary/";
    private static final TopicFilter EVERYTHING = TopicFilter.of("#");

    /** Throws {@link IllegalArgumentException} without a filter. */
    public RecordedTopics {
        filters = List.copyOf(filters);
        if (filters.isEmpty()) {
            throw new IllegalArgumentException("nothing to record");
        }
    }

    /** Those that were asked for; everything if none was. */
    public static RecordedTopics of(List<TopicFilter> asked) {
        return new RecordedTopics(asked.isEmpty() ? List.of(EVERYTHING) : asked);
    }

    /** What to subscribe to: one filter, so that the order of the messages is that of the broker. */
    TopicFilter subscription() {
        return filters.size() == 1 ? filters.get(0) : EVERYTHING;
    }

    /** Whether messages on this topic are recorded. */
    boolean contain(TopicName topic) {
        boolean canary = topic.value().startsWith(CANARY);
        return filters.stream()
                .anyMatch(f -> f.matches(topic) && (!canary || f.value().startsWith(CANARY)));
    }
}
