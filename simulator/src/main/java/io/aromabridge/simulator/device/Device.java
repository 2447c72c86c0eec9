package io.aromabridge.simulator.device;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.List;

/**
 * A simulated device: a state machine fed with messages and {@code Timers}. Not thread-safe: its owner calls it on the
 * thread that its timers run on, and nowhere else, but for {@link #admits}. No method throws or blocks.
 */
public interface Device {
    /** Its name, kind and side. */
    DeviceId id();

    /** Its topic: the one that it subscribes to, unless {@link #filters} differs. */
    TopicName topic();

    /** What it subscribes to from the first connection on; can be empty. */
    default List<TopicFilter> filters() {
        return List.of(TopicFilter.of(topic().value()));
    }

    /** The QoS that it asks for. */
    QoS qos();

    /**
     * Whether it will take a message: asked as it arrives, on any thread, before it waits for the device's turn. A
     * device that can be flooded declines here, where it costs nothing.
     */
    default boolean admits(Message message) {
        return true;
    }

    /** A message came on its topic. */
    void receive(Message message);

    /** It is connected and subscribed for the first time; called once. */
    void connected();

    /** It is switched off: ends what runs. Called once, last. */
    void powerOff();
}
