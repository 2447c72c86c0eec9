package io.aromabridge.testkit;

import static io.aromabridge.testkit.Emission.emission;
import static io.aromabridge.testkit.Shots.shoot;
import static io.aromabridge.testkit.assertion.TestbedAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.aromabridge.testkit.junit.AromaTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is sent while the uplink is down. */
@AromaTest(
        shooters = {"ASN2A00001", "ASN2A00002"},
        seed = 42)
@Execution(ExecutionMode.CONCURRENT)
class OutageTest {
    @Test
    void commandsSentDuringAnOutageArriveOnceAndInOrder(Testbed bed) {
        Outage.passesOver(bed);
    }

    @Test
    void devicesAtTheCloudAreReachedThereWhileTheUplinkIsDown(Testbed bed) {
        bed.uplink().cut();

        Sent mint = bed.cloud().send(bed.shooter("ASN2A00002"), shoot(2));

        assertThat(bed.shooter("ASN2A00002")).received(mint).exactlyOnce().within(ofSeconds(5));
    }

    /** The outage of this class, for others to repeat. */
    static final class Outage {
        private Outage() {}

        static void passesOver(Testbed bed) {
            Shooter shooter = bed.shooter("ASN2A00001");
            bed.bridge().awaitOnline();
            bed.uplink().cut();
            assertThat(bed.bridge()).goesOfflineWithin(ofSeconds(1));

            Sent rose = bed.local().send(shooter, shoot(1).intensity(75).forMillis(2000));
            Sent mint = bed.local().send(shooter, shoot(4).intensity(40).forMillis(1000));
            assertThat(shooter).receivedNothingFor(ofMillis(300));

            bed.uplink().restore();
            assertThat(shooter).received(rose, mint).exactlyOnce().inOrder().within(ofSeconds(5));

            bed.clock().advance(ofSeconds(3));
            assertThat(shooter)
                    .emitted(
                            emission(1).at(75).from(0).to(2000),
                            emission(4).at(40).from(0).to(1000));
            assertThat(bed.bridge()).hasQueueDepth(0).hasDropped(0).hasReconnected(1);
        }
    }
}
