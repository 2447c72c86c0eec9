package io.aromabridge.simulator.shooter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.simulator.diffusion.Outcome;
import io.aromabridge.testing.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AromaShooterTest {
    private final ManualClock timers = new ManualClock();
    private final Instant start = timers.instant();
    private final List<DiffusionEvent> events = new ArrayList<>();
    private final AromaShooter shooter =
            new AromaShooter("ASN2A00002", Side.CLOUD, Map.of(3, "Coffee"), timers, events::add);

    private void send(String payload) {
        shooter.receive(new Message(shooter.topic(), Payload.of(payload), QoS.AT_MOST_ONCE, false));
    }

    private void send(int channel, int duration, int intensity, boolean booster) {
        send(new DiffuseCommand(channel, duration, intensity, booster)
                .toPayload()
                .text());
    }

    /** What was logged: milliseconds since the start, outcome, channel. */
    private List<String> story() {
        return events.stream()
                .map(e -> Duration.between(start, e.at()).toMillis() + " "
                        + e.outcome().text()
                        + e.command()
                                .map(c -> " " + c.channel() + " at " + c.intensity())
                                .orElse(""))
                .toList();
    }

    private long warnings() {
        return events.stream().filter(e -> e.warning().isPresent()).count();
    }

    @Test
    void diffusesForTheDuration() {
        send("{ \"duration\": 3000, \"channel\": 3, \"intensity\": 100, \"booster\": false}");
        assertEquals(
                Map.of(3, new ShooterSnapshot.Run(new DiffuseCommand(3, 3000, 100, false), start.plusMillis(3000))),
                shooter.snapshot().running());
        timers.advanceMillis(2999);
        assertEquals(List.of("0 diffusing 3 at 100"), story());
        timers.advanceMillis(1);
        assertEquals(List.of("0 diffusing 3 at 100", "3000 finished 3 at 100"), story());
        assertEquals(Map.of(), shooter.snapshot().running());
    }

    @Test
    void namesTheScentOfAChannelThatIsMapped() {
        send(3, 1000, 100, false);
        send(4, 1000, 100, false);
        assertEquals("Coffee", events.get(0).scent().orElse("none"));
        assertTrue(events.get(1).scent().isEmpty());
    }

    @Test
    void letsChannelsOverlap() {
        send(1, 3000, 100, false);
        timers.advanceMillis(1000);
        send(2, 3000, 100, false);
        timers.advanceMillis(9000);
        assertEquals(
                List.of(
                        "0 diffusing 1 at 100",
                        "1000 diffusing 2 at 100",
                        "3000 finished 1 at 100",
                        "4000 finished 2 at 100"),
                story());
    }

    @Test
    void letsTheLastCommandOnAChannelWin() {
        send(1, 3000, 100, false);
        timers.advanceMillis(1000);
        send(1, 3000, 50, false);
        assertEquals(
                Map.of(1, new ShooterSnapshot.Run(new DiffuseCommand(1, 3000, 50, false), start.plusMillis(4000))),
                shooter.snapshot().running());
        timers.advanceMillis(9000);
        assertEquals(List.of("0 diffusing 1 at 100", "1000 replaced 1 at 50", "4000 finished 1 at 50"), story());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"duration\":3000,\"channel\":0,\"intensity\":100}",
                "{\"duration\":3000,\"channel\":7,\"intensity\":100}",
                "{\"duration\":3000,\"channel\":3,\"intensity\":-1}",
                "{\"duration\":3000,\"channel\":3,\"intensity\":101}",
                "{\"duration\":-1,\"channel\":3,\"intensity\":100}",
                "{\"duration\":10001,\"channel\":3,\"intensity\":100}",
                "{\"duration\":\"3000\",\"channel\":3,\"intensity\":100}",
                "{\"channel\":3,\"intensity\":100}",
                "{\"duration\":NaN,\"channel\":3,\"intensity\":100}",
                "{\"duration\":3000,\"channel\":3,\"intensity\":100,\"booster\":\"yes\"}",
                "{\"duration\":0,\"channel\":3,\"intensity\":100,\"booster\":\"yes\"}",
                "not json",
                "[]",
                "",
            })
    void changesNothingAtAnInvalidCommand(String payload) {
        send(3, 3000, 80, true);
        ShooterSnapshot before = shooter.snapshot();
        timers.advanceMillis(1000);
        send(payload);
        assertEquals(Outcome.REJECTED, events.get(1).outcome());
        assertEquals(before.running(), shooter.snapshot().running());
        assertTrue(shooter.snapshot().boosterOn());
        timers.advanceMillis(9000);
        assertEquals(List.of("0 diffusing 3 at 80", "1000 rejected", "3000 finished 3 at 80"), story());
    }

    @Test
    void rejectsAHugePayloadWithAShortLine() {
        send("x".repeat(200 * 1024));
        assertEquals(List.of("0 rejected"), story());
        assertTrue(events.get(0).toJson().length() < 700, events.get(0).toJson());
    }

    @Test
    void emitsNothingAtIntensityZero() {
        send(3, 3000, 0, false);
        assertEquals(Map.of(), shooter.snapshot().running());
        timers.advanceMillis(9000);
        assertEquals(List.of("0 stopped 3 at 0"), story());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"duration\":0,\"channel\":3,\"intensity\":100}",
                "{\"duration\":3000,\"channel\":3,\"intensity\":0}"
            })
    void switchesAChannelOffWhenNothingIsToBeEmitted(String off) {
        send(3, 3000, 80, false);
        send(4, 3000, 80, false);
        timers.advanceMillis(1000);
        send(off);
        assertEquals(List.of(4), List.copyOf(shooter.snapshot().running().keySet()));
        timers.advanceMillis(9000);
        assertEquals(
                List.of("0 diffusing 3 at 80", "0 diffusing 4 at 80", "stopped", "3000 finished 4 at 80"),
                story().stream()
                        .map(line -> line.contains("stopped 3") ? "stopped" : line)
                        .toList());
    }

    @Test
    void warnsOnceOfMoreThanTenSecondsOnAChannel() {
        for (int i = 0; i < 5; i++) {
            send(3, 5000, 100, false);
            timers.advanceMillis(5010);
        }
        assertEquals(1, warnings(), events.toString());
        assertTrue(
                events.get(4).warning().orElse("").contains("(channel)"),
                events.get(4).toString());
    }

    @Test
    void doesNotWarnOfTenSeconds() {
        send(3, 5000, 100, false);
        timers.advanceMillis(5000);
        send(3, 5000, 100, false);
        timers.advanceMillis(5000);
        assertEquals(0, warnings(), events.toString());
    }

    @Test
    void countsOnlyTheTimeThatWasDiffused() {
        send(3, 10_000, 100, false);
        timers.advanceMillis(2000);
        send(3, 8000, 100, false);
        assertEquals(0, warnings(), events.toString());
        timers.advanceMillis(1000);
        send(3, 7001, 100, false);
        assertEquals(1, warnings(), events.toString());
    }

    @Test
    void doesNotWarnWhenEachFiveSecondsHaveAPause() {
        for (int i = 0; i < 5; i++) {
            send(3, 5000, 100, true);
            timers.advanceMillis(9990);
        }
        assertEquals(0, warnings(), events.toString());
    }

    @Test
    void warnsAgainAfterAPause() {
        for (int stretch = 0; stretch < 2; stretch++) {
            send(3, 10_000, 100, false);
            timers.advanceMillis(9000);
            send(3, 10_000, 100, false);
            timers.advanceMillis(15_000);
        }
        assertEquals(2, warnings(), events.toString());
    }

    @Test
    void countsTheBoosterAsAChannelOfItsOwn() {
        for (int channel = 1; channel <= 3; channel++) {
            send(channel, 5000, 100, true);
            timers.advanceMillis(5000);
        }
        assertEquals(1, warnings(), events.toString());
        assertTrue(
                events.get(4).warning().orElse("").contains("(booster)"),
                events.get(4).toString());
    }

    @Test
    void runsTheBoosterForTheTimeOfTheLastCommandThatAskedForIt() {
        send(1, 3000, 100, true);
        timers.advanceMillis(1000);
        send(2, 1000, 100, false);
        timers.advanceMillis(1999);
        assertTrue(shooter.snapshot().boosterOn());
        timers.advanceMillis(1);
        assertFalse(shooter.snapshot().boosterOn());
        send(1, 3000, 0, true);
        assertTrue(shooter.snapshot().boosterOn());
        send(1, 0, 100, true);
        assertFalse(shooter.snapshot().boosterOn());
    }

    @Test
    void takesNoCommandOnAStuckChannelButOneThatEmitsNothing() {
        shooter.stick(3);
        send(3, 3000, 100, true);
        send(3, 0, 100, false);
        shooter.unstick(3);
        send(3, 3000, 100, false);
        assertEquals(List.of("0 rejected", "0 stopped 3 at 100", "0 diffusing 3 at 100"), story());
        assertFalse(shooter.snapshot().boosterOn());
    }

    @Test
    void stopsWithAWarningWhatRunsOnAChannelThatSticks() {
        send(3, 3000, 100, false);
        send(4, 3000, 100, false);
        timers.advanceMillis(1000);
        shooter.stick(3);
        shooter.stick(5);
        timers.advanceMillis(9000);
        assertEquals(
                List.of(
                        "0 diffusing 3 at 100",
                        "0 diffusing 4 at 100",
                        "1000 stopped 3 at 100",
                        "3000 finished 4 at 100"),
                story());
        assertEquals(1, warnings());
    }

    @Test
    void endsWhatRunsWhenItIsSwitchedOff() {
        send(3, 3000, 100, true);
        timers.advanceMillis(1000);
        shooter.powerOff();
        timers.advanceMillis(9000);
        assertEquals(List.of("0 diffusing 3 at 100", "1000 stopped 3 at 100"), story());
        assertFalse(shooter.snapshot().boosterOn());
    }
}
