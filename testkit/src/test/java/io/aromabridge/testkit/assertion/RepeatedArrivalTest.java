package io.aromabridge.testkit.assertion;

import static io.aromabridge.testkit.Shots.shoot;
import static io.aromabridge.testkit.assertion.TestbedAssertions.assertThat;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aromabridge.testkit.Sent;
import io.aromabridge.testkit.Shooter;
import io.aromabridge.testkit.Testbed;
import io.aromabridge.testkit.TestbedFailure;
import io.aromabridge.testkit.junit.TestbedExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What arrives again while {@code exactlyOnce} still looks is seen. */
@Execution(ExecutionMode.CONCURRENT)
class RepeatedArrivalTest {
    /** It looks for long, so that a slow machine changes nothing; what it sees ends the look. */
    @RegisterExtension
    final TestbedExtension extension =
            TestbedExtension.of(Testbed.builder().shooters("ASN2A00001").settle(ofSeconds(5)));

    @Test
    void ofMessagesThatAreAlike(Testbed bed, Shooter shooter) {
        shooter.duplicateDeliveries(2);
        Sent first = bed.cloud().send(shooter, shoot(1));
        Sent second = bed.cloud().send(shooter, shoot(1));

        assertThrows(
                TestbedFailure.class,
                () -> assertThat(shooter).received(first, second).exactlyOnce().within(ofSeconds(5)));
    }

    @Test
    void ofOneMessage(Testbed bed, Shooter shooter) {
        shooter.duplicateDeliveries(1);
        Sent rose = bed.cloud().send(shooter, shoot(1));

        assertThrows(
                TestbedFailure.class,
                () -> assertThat(shooter).received(rose).exactlyOnce().within(ofSeconds(5)));
    }
}
