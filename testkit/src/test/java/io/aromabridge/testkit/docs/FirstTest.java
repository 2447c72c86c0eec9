package io.aromabridge.testkit.docs;

// [first]
import static io.aromabridge.testkit.Emission.emission;
import static io.aromabridge.testkit.Shots.shoot;
import static io.aromabridge.testkit.assertion.TestbedAssertions.assertThat;
import static java.time.Duration.ofSeconds;

import io.aromabridge.testkit.Sent;
import io.aromabridge.testkit.Shooter;
import io.aromabridge.testkit.Testbed;
import io.aromabridge.testkit.junit.AromaTest;
import org.junit.jupiter.api.Test;

@AromaTest(shooters = "ASN2A00001", noWarnings = true)
class FirstTest {
    @Test
    void aCommandGoesTheWholeWay(Testbed bed, Shooter shooter) {
        Sent rose = bed.local().send(shooter, shoot(1).intensity(75).forMillis(2000));

        assertThat(shooter).received(rose).exactlyOnce().within(ofSeconds(5));
        bed.clock().advance(ofSeconds(3));
        assertThat(shooter).emitted(emission(1).at(75).from(0).to(2000));
    }
}
// [end]
