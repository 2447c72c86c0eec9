package io.aromabridge.cloud.aws.fault;

import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.Optional;

/**
 * Whom a fault strikes, and how often: {@code FaultTarget.all().client("bridge").topic("a/#").times(2)}.
 *
 * @param client the client identifier; empty for every client
 * @param topic what the topic of a PUBLISH must match; empty for every topic
 * @param times how often the fault happens before it is over, at least 1
 */
public record FaultTarget(Optional<String> client, Optional<TopicFilter> topic, int times) {
    /** Throws {@link IllegalArgumentException} if it would never strike. */
    public FaultTarget {
        if (times < 1) {
            throw new IllegalArgumentException("times " + times + ": a fault happens at least once");
        }
    }

    /** Every client and every topic, until the fault is ended. */
    public static FaultTarget all() {
        return new FaultTarget(Optional.empty(), Optional.empty(), Integer.MAX_VALUE);
    }

    /** The same for one client alone. */
    public FaultTarget client(String identifier) {
        return new FaultTarget(Optional.of(identifier), topic, times);
    }

    /** The same for topics that match this filter alone. */
    public FaultTarget topic(TopicFilter filter) {
        return new FaultTarget(client, Optional.of(filter), times);
    }

    /** The same for topics that match this filter alone. */
    public FaultTarget topic(String filter) {
        return topic(TopicFilter.of(filter));
    }

    /** The same, over after so many times. */
    public FaultTarget times(int number) {
        return new FaultTarget(client, topic, number);
    }

    boolean matches(String clientId, Optional<TopicName> name) {
        return client.map(clientId::equals).orElse(true)
                && topic.map(filter -> name.map(filter::matches).orElse(false)).orElse(true);
    }
}
