package io.aromabridge.bridge.route;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.time.Duration;
import java.util.Optional;

/**
 * One rule of what crosses the bridge.
 *
 * @param direction where to
 * @param filter what is taken: topics of the local side for {@link Direction#OUT}, of the cloud for {@link Direction#IN}
 * @param as the topic to publish under; empty to keep the message's own
 * @param qos the QoS to publish with
 * @param timeToLive on the way out: how long after a message came it is still worth sending, at least 1 ms; empty for
 *     ever
 */
public record Route(
        Direction direction, TopicFilter filter, Optional<TopicName> as, QosRule qos, Optional<Duration> timeToLive) {
    private static final Duration LEAST_TIME = Duration.ofMillis(1);
    private static final Duration MOST_TIME = Duration.ofDays(365_000);

    /** Throws {@link IllegalArgumentException} for a time to live out of its range, or on the way in. */
    public Route {
        if (timeToLive
                .filter(time ->
                        direction == Direction.IN || time.compareTo(LEAST_TIME) < 0 || time.compareTo(MOST_TIME) > 0)
                .isPresent()) {
            throw new IllegalArgumentException(
                    "time to live " + timeToLive.get() + ": it must be 1 ms or more, and only a route out has one");
        }
    }

    /** For messages that are always worth sending. */
    public Route(Direction direction, TopicFilter filter, Optional<TopicName> as, QosRule qos) {
        this(direction, filter, as, qos, Optional.empty());
    }

    /** Which way a message crosses. */
    public enum Direction {
        /** From the local side to the cloud. */
        OUT,
        /** From the cloud to the local side. */
        IN
    }

    /** The QoS of what is published. AWS IoT has no QoS 2, so nothing crosses with it. */
    public enum QosRule {
        /** Out: always QoS 1, so that what was sent with QoS 0 is tried until it arrives. In: at most 1. The default. */
        AT_LEAST_ONCE,
        /** The message's own QoS, at most 1. */
        KEEP,
        /** QoS 0. */
        AT_MOST_ONCE
    }

    /** Takes this filter out with QoS 1, topic unchanged. Throws {@link IllegalArgumentException} for no filter. */
    public static Route out(String filter) {
        return new Route(Direction.OUT, TopicFilter.of(filter), Optional.empty(), QosRule.AT_LEAST_ONCE);
    }

    /** Takes this filter in with at most QoS 1, topic unchanged. Throws {@link IllegalArgumentException} for no filter. */
    public static Route in(String filter) {
        return new Route(Direction.IN, TopicFilter.of(filter), Optional.empty(), QosRule.AT_LEAST_ONCE);
    }

    /** The same, published under this one topic. Throws {@link IllegalArgumentException} for no topic name. */
    public Route as(String topic) {
        return new Route(direction, filter, Optional.of(TopicName.of(topic)), qos, timeToLive);
    }

    /** The same with another rule for the QoS. */
    public Route with(QosRule other) {
        return new Route(direction, filter, as, other, timeToLive);
    }

    /** The same for messages that are worth sending only so long after they came. */
    public Route within(Duration time) {
        return new Route(direction, filter, as, qos, Optional.of(time));
    }

    /** The QoS to subscribe with on the side that the messages come from. */
    public QoS subscriptionQos() {
        return qos == QosRule.AT_MOST_ONCE && direction == Direction.IN ? QoS.AT_MOST_ONCE : QoS.AT_LEAST_ONCE;
    }

    /** Where a message on this topic ends up. */
    TopicName target(TopicName topic) {
        return as.orElse(topic);
    }

    /**
     * The message as it leaves this route; the same object if nothing changes. The retain flag is taken off on the way
     * out: AWS IoT hangs up on a retained message whose sender lacks iot:RetainPublish.
     */
    Message apply(Message message) {
        TopicName topic = target(message.topic());
        QoS level =
                switch (qos) {
                    case AT_LEAST_ONCE ->
                        direction == Direction.OUT
                                ? QoS.AT_LEAST_ONCE
                                : message.qos().min(QoS.AT_LEAST_ONCE);
                    case KEEP -> message.qos().min(QoS.AT_LEAST_ONCE);
                    case AT_MOST_ONCE -> QoS.AT_MOST_ONCE;
                };
        Message mapped = new Message(topic, message.payload(), level, message.retained() && direction == Direction.IN);
        return mapped.equals(message) ? message : mapped;
    }

    @Override
    public String toString() {
        return (direction == Direction.OUT ? "out " : "in ")
                + filter
                + as.map(topic -> " as " + topic).orElse("")
                + timeToLive.map(time -> " within " + time.toMillis() + " ms").orElse("");
    }
}
