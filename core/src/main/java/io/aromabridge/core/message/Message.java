package io.aromabridge.core.message;

import io.aromabridge.core.topic.TopicName;

/**
 * One application message (MQTT 3.1.1, section 3.3). Within a process, the same object is the same
 * message; behind a broker, since MQTT 3.1.1 carries no message identifier, only topic and payload can be compared.
 */
public record Message(TopicName topic, Payload payload, QoS qos, boolean retained) {
    /** A message that is not retained. */
    public static Message of(String topic, String payload, QoS qos) {
        return new Message(TopicName.of(topic), Payload.of(payload), qos, false);
    }

    /** The same with another topic. */
    public Message withTopic(TopicName other) {
        return new Message(other, payload, qos, retained);
    }

    /** The same with another QoS. */
    public Message withQos(QoS other) {
        return other == qos ? this : new Message(topic, payload, other, retained);
    }
}
