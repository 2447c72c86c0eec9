package io.aromabridge.testkit;

import static io.aromabridge.testkit.assertion.TestbedAssertions.assertThat;
import static java.time.Duration.ofSeconds;

import io.aromabridge.core.message.QoS;
import io.aromabridge.simulator.LightSpec;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.light.LightRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Seed 002: two lights show complementary colours; a program from outside plays one of them. */
@Execution(ExecutionMode.CONCURRENT)
class LightFromOutsideTest {
    private static Testbed bedWith(String name, LightRole role) {
        Testbed bed = Testbed.builder()
                .device(new LightSpec(name, role, Side.LOCAL))
                .noWarnings()
                .start();
        bed.light(name).awaitOnline();
        return bed;
    }

    private static void say(Testbed bed, String topic, String colour) {
        bed.local().publish(topic, colour, QoS.AT_MOST_ONCE);
    }

    @Test
    void ourFirstLightAnswersTheirSecond() {
        try (Testbed bed = bedWith("client1", LightRole.CLIENT1)) {
            Subscriber light2 = bed.local().subscribe("light2");
            for (int turn = 0; turn < 3; turn++) {
                say(bed, "light1", "red");
                say(bed, "light1", "green");
            }
            assertThat(light2).receivedTexts("green", "red", "green", "red", "green", "red");
            assertThat(bed.light("client1")).shows(Grid.RED);
        }
    }

    @Test
    void ourSecondLightSwitchesForTheirFirst() {
        try (Testbed bed = bedWith("client2", LightRole.CLIENT2)) {
            Subscriber light1 = bed.local().subscribe("light1");
            bed.clock().advance(ofSeconds(3));
            assertThat(light1).receivedTexts("red");
            say(bed, "light2", "green");
            bed.clock().advance(ofSeconds(3));
            assertThat(light1).receivedTexts("red", "green");
        }
    }
}
