package io.aromabridge.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.broker.options.PublishTap;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.simulator.LightStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the local broker's messages tell of lights. */
class ScriptLightsTest {
    private static final String RED =
            "{\"name\":\"x\",\"connected\":true,\"colours\":[\"#f80000\"],\"lowLight\":false}";

    private final ScriptLights lights = new ScriptLights();
    private final List<Message> tapped = new ArrayList<>();
    private final PublishTap tap = new LocalTap(lights, message -> {
        tapped.add(message);
        return CompletableFuture.completedFuture(null);
    });

    private void tell(String topic, String payload) {
        tap.onPublish(Message.of(topic, payload, QoS.AT_MOST_ONCE))
                .toCompletableFuture()
                .join();
    }

    private void tellState(String name, String payload) {
        tell("aromabridge/devices/light/" + name + "/state", payload);
    }

    @Test
    void aLightIsAsItToldLast() {
        tellState("wall", RED);
        tellState("wall", RED.replace("true", "false").replace("#f80000", "#00fc00"));
        assertEquals(List.of(new LightStatus("wall", "script", "local", false, List.of("#00fc00"))), lights.now());
        assertEquals(2, tapped.size());
    }

    @Test
    void sixtyFourColoursAreAPicture() {
        String picture = String.join("\",\"", Collections.nCopies(64, "#0000f8"));
        tellState("wall", RED.replace("#f80000", picture));
        assertEquals(64, lights.now().get(0).colours().size());
    }

    @Test
    void anEmptyMessageTakesItAway() {
        tellState("wall", RED);
        tellState("door", RED);
        tellState("wall", "");
        assertEquals(
                List.of("door"), lights.now().stream().map(LightStatus::name).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "{}",
                "{\"connected\":true}",
                "{\"connected\":true,\"colours\":\"#f80000\"}",
                "{\"connected\":true,\"colours\":[]}",
                "{\"connected\":true,\"colours\":[\"#f80000\",\"#f80000\"]}",
                "{\"connected\":true,\"colours\":[\"red\"]}",
                "{\"connected\":true,\"colours\":[\"#F80000\"]}",
                "{\"connected\":1,\"colours\":[\"#f80000\"]}",
            })
    void whatIsNoStateChangesNothingAndGoesOn(String payload) {
        tellState("wall", RED);
        tellState("wall", payload);
        tellState("other", payload);
        assertEquals(List.of(new LightStatus("wall", "script", "local", true, List.of("#f80000"))), lights.now());
        assertEquals(3, tapped.size());
    }

    @Test
    void whatIsTooLongIsNotRead() {
        tellState("wall", RED + " ".repeat(5000));
        assertEquals(List.of(), lights.now());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aromabridge/devices/light/wall/joystick",
                "aromabridge/devices/light//state",
                "aromabridge/devices/light/a b/state",
                "aromabridge/devices/light/a/b/state",
                "aromabridge/devices/light/wall/state/",
                "aromabridge/devices/thermometer/wall/state",
                "light1",
            })
    void otherTopicsTellOfNoLight(String topic) {
        tell(topic, RED);
        assertEquals(List.of(), lights.now());
        assertEquals(1, tapped.size());
    }

    @Test
    void oneThatIsGoneMakesRoomForOneMoreAndNoneElseDoes() {
        for (int i = 0; i < ScriptLights.MOST; i++) {
            tellState("l" + i, RED);
        }
        tellState("late", RED);
        assertEquals("l0", lights.now().get(0).name());
        tellState("l0", RED.replace("true", "false"));
        tellState("late", RED);
        assertEquals(ScriptLights.MOST, lights.now().size());
        assertEquals("l1", lights.now().get(0).name());
        assertEquals("late", lights.now().get(ScriptLights.MOST - 1).name());
    }
}
