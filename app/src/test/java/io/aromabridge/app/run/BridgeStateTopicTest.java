package io.aromabridge.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.app.Release;
import io.aromabridge.bridge.state.BridgeState;
import io.aromabridge.bridge.state.StateTopic;
import io.aromabridge.core.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The form in which the local broker is told how a bridge is. */
class BridgeStateTopicTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StateTopic TOPIC = BridgeStateTopic.of("b1");

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text.replace('\'', '"').replace("VERSION", Release.version()));
    }

    @Test
    void tellsAllThatIsKnown() throws Exception {
        BridgeState state = new BridgeState(
                "b1",
                "waiting",
                Optional.of(Instant.parse("2026-01-02T03:04:05.678Z")),
                2,
                3,
                7,
                900,
                Duration.ofMillis(1500),
                Optional.of(Instant.parse("2026-01-02T03:04:00Z")),
                Optional.of("cannot reach a:1"));
        assertEquals(
                json("{'name': 'b1', 'state': 'waiting', 'since': '2026-01-02T03:04:05.678Z', 'connections': {'online':"
                        + " 2, 'total': 3}, 'queue': {'depth': 7, 'bytes': 900, 'oldestSeconds': 1.5},"
                        + " 'lastAcknowledged': '2026-01-02T03:04:00Z', 'lastError': 'cannot reach a:1', 'version':"
                        + " 'VERSION'}"),
                JSON.readTree(TOPIC.form().apply(state).text()));
    }

    @Test
    void leavesOutWhatIsNotKnown() throws Exception {
        BridgeState state = new BridgeState(
                "b1", "idle", Optional.empty(), 0, 1, 0, 0, Duration.ZERO, Optional.empty(), Optional.empty());
        assertEquals(
                json("{'name': 'b1', 'state': 'idle', 'connections': {'online': 0, 'total': 1}, 'queue': {'depth': 0,"
                        + " 'bytes': 0, 'oldestSeconds': 0.0}, 'version': 'VERSION'}"),
                JSON.readTree(TOPIC.form().apply(state).text()));
    }

    @Test
    void theWillIsRetainedOnTheTopicOfThisBridge() throws Exception {
        Message will = TOPIC.will();
        assertEquals("aromabridge/bridge/b1/state true", will.topic() + " " + will.retained());
        assertEquals(
                json("{'name': 'b1', 'state': 'gone', 'version': 'VERSION'}"),
                JSON.readTree(will.payload().text()));
    }
}
