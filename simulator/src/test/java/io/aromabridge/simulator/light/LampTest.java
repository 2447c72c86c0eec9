package io.aromabridge.simulator.light;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.device.DeviceKind;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.testing.time.ManualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LampTest {
    private static final Rgb VERMILION = new Rgb(208, 92, 0);
    private static final Rgb SKY_BLUE = new Rgb(80, 180, 232);

    private final ManualClock timers = new ManualClock();
    private final List<DiffusionEvent> events = new ArrayList<>();
    private final Lamp lamp =
            new Lamp(new DeviceId("lamp", DeviceKind.LIGHT, Side.LOCAL), "ASN2A00010", timers, events::add);

    private void send(int channel, int duration, int intensity) {
        send(new DiffuseCommand(channel, duration, intensity, false).toPayload());
    }

    private void send(Payload payload) {
        lamp.receive(new Message(lamp.topic(), payload, QoS.AT_LEAST_ONCE, false));
    }

    private Rgb colour() {
        return lamp.snapshot().pixels().get(0);
    }

    private List<String> story() {
        return events.stream()
                .map(e -> e.outcome().text()
                        + e.command().map(c -> " " + c.channel()).orElse(""))
                .toList();
    }

    @Test
    void showsTheChannelForTheDurationAndIsDarkThen() {
        send(1, 3000, 100);
        timers.advanceMillis(2999);
        assertEquals(VERMILION, colour());
        timers.advanceMillis(1);
        assertEquals(Rgb.BLACK, colour());
        assertEquals(List.of("diffusing 1", "finished 1"), story());
        assertEquals("light", events.get(0).device().kind().text());
        assertEquals(
                "lamp (local) shows channel 1 at 100 % for 3000 ms",
                events.get(0).sentence());
    }

    @Test
    void showsTheLastCommandWhateverItsChannel() {
        send(1, 3000, 100);
        timers.advanceMillis(1000);
        send(2, 3000, 100);
        timers.advanceMillis(2999);
        assertEquals(SKY_BLUE, colour());
        timers.advanceMillis(1);
        assertEquals(Rgb.BLACK, colour());
        assertEquals(List.of("diffusing 1", "replaced 2", "finished 2"), story());
    }

    @Test
    void darkensOnlyForTheChannelThatItShows() {
        send(1, 3000, 100);
        send(2, 0, 100);
        assertEquals(VERMILION, colour());
        send(1, 3000, 0);
        assertEquals(Rgb.BLACK, colour());
        timers.advanceMillis(9000);
        assertEquals(List.of("diffusing 1", "stopped 2", "stopped 1"), story());
    }

    @Test
    void refusesWhatAShooterRefuses() {
        send(1, 3000, 100);
        send(Payload.of("{\"duration\":3000,\"channel\":7,\"intensity\":100}"));
        assertEquals(VERMILION, colour());
        assertEquals(List.of("diffusing 1", "rejected"), story());
    }

    @Test
    void listensToTheShootersTopic() {
        assertEquals(TopicName.of("aromajoin/aromashooter/ASN2A00010/command/diffuse"), lamp.topic());
    }

    @Test
    void endsWhatItShowsWhenItIsSwitchedOff() {
        send(1, 3000, 100);
        lamp.powerOff();
        timers.advanceMillis(9000);
        assertEquals(Rgb.BLACK, colour());
        assertEquals(List.of("diffusing 1", "stopped 1"), story());
    }
}
