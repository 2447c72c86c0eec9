package io.aromabridge.simulator.light;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.device.DeviceKind;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.testing.time.ManualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficLightsTest {
    private static final Rgb RED = new Rgb(248, 0, 0);
    private static final Rgb GREEN = new Rgb(0, 252, 0);

    private final ManualClock timers = new ManualClock();
    private final List<Message> sent = new ArrayList<>();
    private final AnsweringLight client1 = new AnsweringLight(id("client1"), sent::add);
    private final SwitchingLight client2 = new SwitchingLight(id("client2"), timers, sent::add);

    private static DeviceId id(String name) {
        return new DeviceId(name, DeviceKind.LIGHT, Side.LOCAL);
    }

    private static Message message(String topic, String colour) {
        return Message.of(topic, colour, QoS.AT_MOST_ONCE);
    }

    private static Rgb colour(LightDevice light) {
        return light.snapshot().pixels().get(0);
    }

    @Test
    void answersRedWithGreenAndGreenWithRed() {
        client1.receive(message("light1", "red"));
        assertEquals(GREEN, colour(client1));
        client1.receive(message("light1", "green"));
        assertEquals(RED, colour(client1));
        assertEquals(List.of(message("light2", "green"), message("light2", "red")), sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RED", "yellow", "", "red ", "\"red\"", "\u0000\uffff"})
    void ignoresEveryOtherPayload(String payload) {
        client1.receive(message("light1", "red"));
        client1.receive(message("light1", payload));
        client1.receive(
                new Message(TopicName.of("light1"), Payload.copyOf(new byte[] {-1, 0}), QoS.AT_MOST_ONCE, false));
        assertEquals(GREEN, colour(client1));
        assertEquals(1, sent.size());
    }

    @Test
    void switchesEveryThreeSecondsOnceItIsConnected() {
        timers.advanceMillis(10_000);
        client2.connected();
        timers.advanceMillis(2999);
        assertEquals(List.of(), sent);
        assertEquals(Rgb.BLACK, colour(client2));
        timers.advanceMillis(1);
        assertEquals(RED, colour(client2));
        timers.advanceMillis(3000);
        assertEquals(GREEN, colour(client2));
        timers.advanceMillis(3000);
        assertEquals(List.of(message("light1", "red"), message("light1", "green"), message("light1", "red")), sent);
    }

    @Test
    void onlyListensToTheOtherLight() {
        client2.receive(message("light2", "green"));
        assertEquals(Rgb.BLACK, colour(client2));
        assertEquals(List.of(), sent);
    }

    @Test
    void showsOppositeColoursAfterEachSwitch() {
        client2.connected();
        for (int i = 0; i < 6; i++) {
            timers.advanceMillis(3000);
            client1.receive(sent.get(sent.size() - 1));
            assertEquals(colour(client2).equals(RED) ? GREEN : RED, colour(client1), "after switch " + i);
        }
    }

    @Test
    void listensAsTheOriginalsDo() {
        assertEquals(TopicName.of("light1"), client1.topic());
        assertEquals(TopicName.of("light2"), client2.topic());
        assertEquals(QoS.AT_MOST_ONCE, client1.qos());
        assertEquals(QoS.AT_MOST_ONCE, client2.qos());
    }

    @Test
    void isDarkAndSilentWhenItIsSwitchedOff() {
        client2.connected();
        timers.advanceMillis(3000);
        client2.powerOff();
        timers.advanceMillis(9000);
        assertEquals(Rgb.BLACK, colour(client2));
        assertEquals(1, sent.size());
    }
}
