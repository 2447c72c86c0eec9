package io.aromabridge.simulator.device;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.topic.TopicFilter;

/** What a device may ask of its connection, whatever that is. No method throws or blocks. */
public interface DeviceTransport {
    /** Sends a message; dropped if there is no connection. */
    void publish(Message message);

    /** Listens to this too, now and on each later connection, until it is told to {@link #unsubscribe}. */
    void subscribe(TopicFilter filter);

    /** Ends {@link #subscribe}. */
    void unsubscribe(TopicFilter filter);
}
