package io.aromabridge.testkit;

import static io.aromabridge.testkit.Shots.shoot;
import static io.aromabridge.testkit.assertion.TestbedAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aromabridge.simulator.light.Rgb;
import io.aromabridge.testkit.junit.AromaTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Lights in a bed. */
@AromaTest(
        localShooters = "ASN2A00010",
        lights = {"traffic", "wall"})
@Execution(ExecutionMode.CONCURRENT)
class LightsTest {
    @Test
    void trafficLightsShowOppositeColoursInTheirOwnTime(Testbed bed) {
        bed.light("client1").awaitOnline();
        bed.light("client2").awaitOnline();
        bed.clock().advance(ofSeconds(3));

        assertThat(bed.light("client2")).shows(Grid.RED);
        assertThat(bed.light("client1")).shows(Grid.GREEN);

        bed.clock().advance(ofSeconds(3));
        assertThat(bed.light("client2")).shows(Grid.GREEN);
        assertThat(bed.light("client1")).showsWithin(ofSeconds(5), Grid.RED);
    }

    @Test
    void aLampShowsItsShootersShotsAlsoWithoutUplink(Testbed bed) {
        bed.uplink().cut();
        bed.light("wall").awaitOnline();
        Shot shot = shoot(3).intensity(50).forMillis(2000);

        Sent rose = bed.local().send(bed.shooter("ASN2A00010"), shot);

        assertThat(bed.light("wall")).received(rose).exactlyOnce().within(ofSeconds(5));
        assertThat(bed.light("wall")).shows(Grid.of(shot));
        bed.clock().advance(ofMillis(2001));
        assertThat(bed.light("wall")).shows(Grid.DARK);
    }

    @Test
    void aLightWithoutPowerIsDark(Testbed bed) {
        bed.light("client2").awaitOnline();
        bed.clock().advance(ofSeconds(3));
        assertThat(bed.light("client2")).shows(Grid.RED);

        bed.light("client2").cutPower();

        assertThat(bed.light("client2")).shows(Grid.DARK);
    }

    @Test
    void aGridCanBeDrawn() {
        String[] rows = {"RRRRRRRR", "R......R", "R......R", "R......R", "R......R", "R......R", "R......R", "RRRRRRRR"
        };

        Grid frame = Grid.drawn(Map.of('R', Rgb.RED), rows);

        assertEquals(
                28, frame.pixels().stream().filter(p -> !p.equals(Rgb.BLACK)).count());
        assertThrows(IllegalArgumentException.class, () -> Grid.drawn(Map.of(), rows));
        assertThrows(IllegalArgumentException.class, () -> Grid.drawn(Map.of('R', Rgb.RED), "RRR"));
        rows[3] = "R.....R";
        assertThrows(IllegalArgumentException.class, () -> Grid.drawn(Map.of('R', Rgb.RED), rows));
    }
}
