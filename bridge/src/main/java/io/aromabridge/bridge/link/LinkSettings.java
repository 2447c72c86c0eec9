package io.aromabridge.bridge.link;

import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one link connects to, and as what.
 *
 * @param name {@code cloud}, {@code cloud-2}… or {@code local}: begins each log line
 * @param thread the name of its thread
 * @param endpoint where to
 * @param clientId not empty
 * @param cleanSession false lets the broker keep messages for this client while it is away
 * @param subscriptions what it subscribes to after each connect, in order
 * @param tuning times and sizes
 * @param sending how fast it sends
 * @param will what the broker is to publish when the connection breaks; empty for nothing
 */
public record LinkSettings(
        String name,
        String thread,
        Endpoint endpoint,
        String clientId,
        boolean cleanSession,
        Map<TopicFilter, QoS> subscriptions,
        LinkTuning tuning,
        SendPolicy sending,
        Optional<Message> will) {
    /** Throws {@link IllegalArgumentException} for an empty client identifier. */
    public LinkSettings {
        if (clientId.isEmpty()) {
            throw new IllegalArgumentException("link " + name + ": it needs a client id");
        }
        subscriptions = Collections.unmodifiableMap(new LinkedHashMap<>(subscriptions));
    }
}
