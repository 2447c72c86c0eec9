package io.aromabridge.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.app.Release;
import io.aromabridge.bridge.Bridge;
import io.aromabridge.bridge.state.BridgeState;
import io.aromabridge.bridge.state.StatePublisher;
import io.aromabridge.bridge.state.StateTopic;
import io.aromabridge.core.message.MessageSink;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.topic.TopicName;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code aromabridge/bridge/NAME/state}: one JSON object, retained, on the local broker. */
public final class BridgeStateTopic {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BridgeStateTopic() {}

    /** The topic of the bridge of this name; its will has the state {@code gone}. */
    public static StateTopic of(String bridge) {
        return new StateTopic(
                TopicName.of("aromabridge/bridge/" + bridge + "/state"),
                state -> payload(fields(state)),
                payload(gone(bridge)));
    }

    private static Map<String, Object> gone(String bridge) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", bridge);
        json.put("state", "gone");
        json.put("version", Release.version());
        return json;
    }

    /**
     * Begins to publish the state; before the bridge is started.
     *
     * @param local the local broker
     * @return to be closed before the bridge and the local broker
     */
    public static StatePublisher start(StateTopic topic, Bridge bridge, MessageSink local, InstantSource clock) {
        StatePublisher publisher = StatePublisher.start(topic, bridge::state, local, clock);
        bridge.onChange(publisher::changed);
        return publisher;
    }

    private static Map<String, Object> fields(BridgeState state) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", state.name());
        json.put("state", state.word());
        state.since().ifPresent(since -> json.put("since", since.toString()));
        Map<String, Object> connections = new LinkedHashMap<>();
        connections.put("online", state.online());
        connections.put("total", state.total());
        json.put("connections", connections);
        Map<String, Object> queue = new LinkedHashMap<>();
        queue.put("depth", state.depth());
        queue.put("bytes", state.bytes());
        queue.put("oldestSeconds", state.oldest().toMillis() / 1000.0);
        json.put("queue", queue);
        state.lastAcknowledged().ifPresent(at -> json.put("lastAcknowledged", at.toString()));
        state.error().ifPresent(error -> json.put("lastError", error));
        json.put("version", Release.version());
        return json;
    }

    private static Payload payload(Map<String, Object> json) {
        try {
            return Payload.of(JSON.writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
