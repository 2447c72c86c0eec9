package io.aromabridge.simulator.thermometer;

import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import java.time.Duration;

/**
 * The settings of both devices of the Temperature pair.
 *
 * @param topic where the temperature is published; case-sensitive, as every topic
 * @param interval from one message to the next; more than zero
 * @param qos QoS of the publishes or of the subscription
 */
public record Thermometer(TopicName topic, Duration interval, QoS qos) {
    /** The topic in the text of seed 001. The program in the seed's own repository subscribes to {@code Temperature}. */
    public static final TopicName TOPIC = TopicName.of("temperature");

    /** Throws {@link IllegalArgumentException} for an interval that is not positive. */
    public Thermometer {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException(
                    "a thermometer's interval of " + interval + ": it must be more than zero");
        }
    }

    /** {@code temperature}, each second, QoS 1. */
    public static Thermometer standard() {
        return new Thermometer(TOPIC, Duration.ofSeconds(1), QoS.AT_LEAST_ONCE);
    }
}
