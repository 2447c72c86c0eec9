package io.aromabridge.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.app.watch.SystemState.Bridge;
import io.aromabridge.app.watch.SystemState.Broker;
import io.aromabridge.app.watch.SystemState.Light;
import io.aromabridge.app.watch.SystemState.Link;
import io.aromabridge.app.watch.SystemState.Queue;
import io.aromabridge.app.watch.SystemState.Run;
import io.aromabridge.app.watch.SystemState.Shooter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state as it is sent, and what is made of one that tells less. */
class StateReaderTest {
    private static final String FULL =
            """
        {"at": "2026-01-02T03:04:05.678Z", "uptimeSeconds": 12,
        "broker": {"listeners": [{"name": "local", "port": 1883}, {"name": "websocket", "port": 8083}],
        "connections": 7},
        "bridge": {"name": "aromabridge",
        "cloud": {"state": "waiting", "address": "localhost:8883", "since": "2026-01-02T03:04:00Z",
        "nextTry": "2026-01-02T03:04:08Z", "reason": "no answer"},
        "local": {"state": "online", "address": "127.0.0.1:1883"},
        "queue": {"depth": 3, "inFlight": 2, "oldestSeconds": 1.5, "queued": 9, "sent": 8,
        "acknowledged": 6, "dropped": 1},
        "routes": ["out a/#"]},
        "cloud": {"port": 8883, "alpnPort": 4443, "connections": 4},
        "devices": {"shooters": [{"serial": "ASN2A00001", "side": "cloud", "connected": true, "booster": true,
        "rejected": 0,
        "running": [{"channel": 3, "intensity": 80, "remainingMs": 2400},
        {"channel": 5, "intensity": 10, "durationMs": 700}]}],
        "lights": []}}
        """;

    private static SystemState read(String text) {
        return StateReader.read(text).orElseThrow(() -> new AssertionError("no state: " + text));
    }

    private static Light light(String colours) {
        return read("{'devices': {'lights': [{'name': 'lamp', 'side': 'local', 'connected': true, 'colours': "
                                .replace('\'', '"')
                        + colours + "}]}}")
                .lights()
                .get(0);
    }

    @Test
    void readsEverySection() {
        SystemState state = read(FULL);
        assertEquals(Optional.of(Instant.parse("2026-01-02T03:04:05.678Z")), state.at());
        assertEquals(Optional.of(Duration.ofSeconds(12)), state.uptime());
        assertEquals(Optional.of(new Broker(List.of("1883 (local)", "8083 (websocket)"), 7)), state.broker());
        Link cloud = new Link(
                "waiting",
                Optional.of("localhost:8883"),
                Optional.of(Instant.parse("2026-01-02T03:04:00Z")),
                Optional.of(Instant.parse("2026-01-02T03:04:08Z")),
                Optional.of("no answer"));
        Link local =
                new Link("online", Optional.of("127.0.0.1:1883"), Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals(
                Optional.of(
                        new Bridge(Optional.of(cloud), Optional.of(local), Optional.of(new Queue(3, 2, 1.5, 8, 6, 1)))),
                state.bridge());
        assertEquals(Optional.of(new Broker(List.of("8883", "4443"), 4)), state.cloud());
        assertEquals(
                List.of(new Shooter(
                        "ASN2A00001",
                        "cloud",
                        true,
                        true,
                        List.of(new Run(3, 80, Duration.ofMillis(2400)), new Run(5, 10, Duration.ofMillis(700))))),
                state.shooters());
    }

    @Test
    void whatIsAbsentIsNotTold() {
        assertEquals(SystemState.EMPTY, read("{}"));
        assertEquals(
                Optional.of(new Bridge(Optional.empty(), Optional.empty(), Optional.empty())),
                read("{\"bridge\": {}}").bridge());
        assertEquals(
                List.of(new Shooter("", "", false, false, List.of())),
                read("{\"devices\": {\"shooters\": [{}]}}").shooters());
        assertEquals(
                Optional.of(new Broker(List.of(), 0)), read("{\"cloud\": {}}").cloud());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"at\": 5, \"uptimeSeconds\": \"x\", \"broker\": [], \"bridge\": 1, \"cloud\": null, \"devices\": []}",
                "{\"at\": \"yesterday\", \"devices\": {\"shooters\": {\"a\": 1}, \"lights\": [1, \"x\", null]}}"
            })
    void whatIsOfAnotherTypeIsNotTold(String text) {
        assertEquals(SystemState.EMPTY, read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "<html>", "{\"at\":"})
    void whatIsNoObjectIsNoState(String text) {
        assertEquals(Optional.empty(), StateReader.read(text));
    }

    @Test
    void oneColourIsThatOfAllPixels() {
        assertEquals(Collections.nCopies(64, 0xff8001), light("[\"#ff8001\"]").pixels());
    }

    @Test
    void pixelsThatAreNotToldAreDark() {
        List<Integer> expected = new ArrayList<>(Collections.nCopies(64, 0));
        expected.set(0, 0xffffff);
        expected.set(2, 1);
        assertEquals(expected, light("[\"#ffffff\", \"red\", \"#000001\", 7]").pixels());
        assertEquals(Collections.nCopies(64, 0), light("{}").pixels());
        assertEquals(
                64,
                light("[" + "\"#010203\",".repeat(99) + "\"#010203\"]").pixels().size());
    }
}
