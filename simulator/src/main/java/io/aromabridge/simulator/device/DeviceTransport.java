package io.aromabridge.simulator.device;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.topic.TopicFilter;

/** How a device publishes and subscribes. No method throws or blocks. */
public interface DeviceTransport {
    /** Sends a message; dropped if there is no connection. */
    void publish(Message message);

    /** Subscribes to this too, now and on each later connection, until {@link #unsubscribe}. */
    void subscribe(TopicFilter filter);

    /** Ends {@link #subscribe}. */
    void unsubscribe(TopicFilter filter);
}
