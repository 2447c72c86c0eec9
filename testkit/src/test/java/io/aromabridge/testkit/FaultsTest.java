package io.aromabridge.testkit;

import static io.aromabridge.testkit.Emission.emission;
import static io.aromabridge.testkit.Shots.shoot;
import static io.aromabridge.testkit.assertion.TestbedAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.cloud.aws.fault.Fault;
import io.aromabridge.cloud.aws.fault.FaultTarget;
import io.aromabridge.testkit.junit.AromaTest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The faults of uplink, cloud and devices, as a test meets them. */
@AromaTest(shooters = "ASN2A00001", seed = 42)
@Execution(ExecutionMode.CONCURRENT)
class FaultsTest {
    @Test
    void aLostAcknowledgementBringsTheMessageAgain(Testbed bed, Shooter shooter) throws Exception {
        bed.bridge().awaitOnline();
        Fault lost = bed.cloud()
                .faults()
                .withholdAcknowledgements(
                        FaultTarget.all().client(bed.bridge().clientId()).times(1));
        Sent rose = bed.local().send(shooter, shoot(1));
        lost.happened().toCompletableFuture().get(5, TimeUnit.SECONDS);
        bed.uplink().cut();
        bed.uplink().restore();

        assertThat(bed.bridge()).hasQueueDepth(0).hasReconnected(1);
        assertThat(shooter).received(rose).atLeastOnce().within(ofSeconds(5));
        assertTrue(bed.journal().await(ofSeconds(5), () -> shooter.deliveries().size() == 2), () -> shooter.deliveries()
                .toString());
    }

    @Test
    void aTakeOverIsABreakAlsoIfItIsOverAtOnce(Testbed bed) {
        bed.bridge().awaitOnline();
        assertEquals(1, bed.cloud().faults().takeOver(bed.bridge().clientId()));

        assertThat(bed.bridge())
                .goesOfflineWithin(ofSeconds(5))
                .goesOnlineWithin(ofSeconds(5))
                .hasReconnected(1);
    }

    @Test
    void aCertificateThatIsDeactivatedKeepsTheBridgeOut(Testbed bed) throws Exception {
        bed.bridge().awaitOnline();
        assertEquals(1, bed.cloud().faults().deactivate("bridge"));
        assertThat(bed.bridge()).goesOfflineWithin(ofSeconds(5));

        bed.cloud().faults().activate("bridge");
        assertThat(bed.bridge()).goesOnlineWithin(ofSeconds(5)).hasReconnected(1);
    }

    @Test
    void aBlackHoleKeepsMessagesBack(Testbed bed, Shooter shooter) {
        bed.bridge().awaitOnline();
        bed.uplink().blackHole();
        Sent rose = bed.local().send(shooter, shoot(1));
        assertThat(shooter).receivedNothingFor(ofMillis(100));

        bed.uplink().restore();
        assertThat(shooter).received(rose).exactlyOnce().within(ofSeconds(5));
    }

    @Test
    void powerThatIsCutEndsWhatRuns(Testbed bed, Shooter shooter) {
        Sent rose = bed.cloud().send(shooter, shoot(1).forMillis(5000));
        assertThat(shooter).received(rose).exactlyOnce().within(ofSeconds(5));
        bed.clock().advance(ofMillis(1500));

        shooter.cutPower();
        bed.clock().advance(ofSeconds(1));
        assertThat(shooter).emitted(emission(1).from(0).to(1500));

        shooter.restorePower();
        Sent mint = bed.cloud().send(shooter, shoot(2).forMillis(500));
        assertThat(shooter).received(mint).exactlyOnce().within(ofSeconds(5));
    }

    @Test
    void aChannelThatIsStuckAndThenFree(Testbed bed, Shooter shooter) {
        shooter.stick(1);
        Sent lost = bed.cloud().send(shooter, shoot(1).called("lost"));
        assertThat(shooter).received(lost).exactlyOnce().within(ofSeconds(5)).emitted();

        shooter.unstick(1);
        Sent rose = bed.cloud().send(shooter, shoot(1).called("rose"));
        assertThat(shooter).received(rose).exactlyOnce().within(ofSeconds(5)).emitted(emission(1));
    }

    @Test
    void aClockThatIsWrongChangesNoEmission(Testbed bed, Shooter shooter) {
        shooter.skewClock(ofSeconds(-90));
        Sent rose = bed.cloud().send(shooter, shoot(1).forMillis(200));
        assertThat(shooter).received(rose).exactlyOnce().within(ofSeconds(5));

        bed.clock().advance(ofSeconds(1));
        assertThat(shooter).emitted(emission(1).from(0).to(200));
    }
}
