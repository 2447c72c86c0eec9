package io.aromabridge.simulator.light;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;

/** What the two traffic lights speak: {@code red} or {@code green} on {@code light1} and {@code light2}, QoS 0. */
final class TrafficLights {
    static final TopicName LIGHT1 = TopicName.of("light1");
    static final TopicName LIGHT2 = TopicName.of("light2");
    static final Payload RED = Payload.of("red");
    static final Payload GREEN = Payload.of("green");

    private TrafficLights() {}

    static Message message(TopicName topic, Payload colour) {
        return new Message(topic, colour, QoS.AT_MOST_ONCE, false);
    }
}
