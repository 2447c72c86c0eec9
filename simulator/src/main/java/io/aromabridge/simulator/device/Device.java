package io.aromabridge.simulator.device;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;

/**
 * A simulated device: a state machine fed with messages and {@code Timers}. Not thread-safe: its owner calls it on the
 * thread that its timers run on, and nowhere else. No method throws or blocks.
 */
public interface Device {
    /** Who it is. */
    DeviceId id();

    /** The topic that it listens to. */
    TopicName topic();

    /** The QoS that it asks for. */
    QoS qos();

    /** A message came on its topic. */
    void receive(Message message);

    /** It is connected and subscribed for the first time; called once. */
    void connected();

    /** It is switched off: ends what runs. Called once, last. */
    void powerOff();
}
