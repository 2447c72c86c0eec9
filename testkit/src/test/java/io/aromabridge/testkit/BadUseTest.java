package io.aromabridge.testkit;

import static io.aromabridge.testkit.Shots.shoot;
import static io.aromabridge.testkit.assertion.TestbedAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.route.Route;
import io.aromabridge.core.message.QoS;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Bad use fails at once, with one sentence. */
@Execution(ExecutionMode.CONCURRENT)
class BadUseTest {
    private static void fails(Class<? extends Exception> with, String sentence, Executable use) {
        Exception e = assertThrows(with, use);
        assertEquals(sentence, e.getMessage());
    }

    @Test
    void aShooterThatWasNotStarted() {
        try (Testbed bed = Testbed.start("ASN2A00001", "ASN2A00002")) {
            fails(
                    IllegalArgumentException.class,
                    "this testbed has no shooter ASN2A00009; it has ASN2A00001, ASN2A00002: name it where the testbed"
                            + " is described",
                    () -> bed.shooter("ASN2A00009"));
        }
    }

    @Test
    void aLightThatWasNotStarted() {
        try (Testbed bed = Testbed.start()) {
            fails(
                    IllegalArgumentException.class,
                    "this testbed has no light wall; it has none: name it where the testbed is described",
                    () -> bed.light("wall"));
        }
    }

    @Test
    void twoDevicesOfOneName() {
        fails(
                IllegalArgumentException.class,
                "two devices are called ASN2A00001: give each its own serial number or name",
                () -> Testbed.builder().shooters("ASN2A00001").localShooters("ASN2A00001"));
    }

    @Test
    void aSerialNumberThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> Testbed.builder().shooters("rose"));
    }

    @Test
    void aShotOfAChannelThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> shoot(7));
        assertThrows(IllegalArgumentException.class, () -> shoot(1).intensity(101));
        assertThrows(IllegalArgumentException.class, () -> shoot(1).forMillis(10_001));
    }

    @Test
    void aBedThatIsClosed() {
        Testbed bed = Testbed.start("ASN2A00001");
        Shooter shooter = bed.shooter("ASN2A00001");
        bed.close();
        String closed = "this testbed is closed: wait, send and assert between its start and its close";

        fails(IllegalStateException.class, closed, () -> bed.local().send(shooter, shoot(1)));
        fails(IllegalStateException.class, closed, () -> bed.local().publish("a", "b", QoS.AT_LEAST_ONCE));
        fails(IllegalStateException.class, closed, () -> assertThat(shooter).receivedNothingFor(ofMillis(1)));
        fails(IllegalStateException.class, closed, () -> assertThat(bed.bridge())
                .hasQueueDepth(0));
        fails(IllegalStateException.class, closed, () -> bed.bridge().awaitOnline());
        fails(IllegalStateException.class, closed, bed::clock);
        fails(IllegalStateException.class, closed, bed::reset);
        bed.close();
    }

    @Test
    void aShooterOfAnotherBed() {
        try (Testbed bed = Testbed.start("ASN2A00001");
                Testbed other = Testbed.start("ASN2A00001")) {
            fails(
                    IllegalArgumentException.class,
                    "ASN2A00001 is of another testbed; take it from this one",
                    () -> bed.local().send(other.shooter("ASN2A00001"), shoot(1)));
        }
    }

    @Test
    void aCommandThatNoRouteTakesToItsShooter() {
        try (Testbed bed = Testbed.builder().localShooters("ASN2A00010").start()) {
            fails(
                    IllegalArgumentException.class,
                    "no route brings aromajoin/aromashooter/ASN2A00010/command/diffuse from the cloud side to"
                            + " ASN2A00010 on the local side; send it there, or give the testbed such a route",
                    () -> bed.cloud().send(bed.shooter("ASN2A00010"), shoot(1)));
        }
    }

    @Test
    void aClaimThatIsNotFinished() {
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> {
            try (Testbed bed = Testbed.start("ASN2A00001")) {
                Sent rose = bed.cloud().send(bed.shooter("ASN2A00001"), shoot(1));
                assertThat(bed.shooter("ASN2A00001")).received(rose).exactlyOnce();
            }
        });
        assertEquals(
                "this claim was not finished, so it has checked nothing: assertThat(ASN2A00001).received(...) needs"
                        + " within(Duration)",
                e.getMessage());
    }

    @Test
    void aClaimAboutNothing() {
        try (Testbed bed = Testbed.start("ASN2A00001")) {
            assertThrows(IllegalArgumentException.class, () -> assertThat(bed.shooter("ASN2A00001"))
                    .received());
        }
    }

    @Test
    void anOutageOfABridgeThatWasNeverOnline() {
        try (Testbed bed = Testbed.start()) {
            bed.uplink().cut();
            fails(
                    IllegalStateException.class,
                    "the bridge has not been online yet, so it cannot go offline; call bed.bridge().awaitOnline() first",
                    () -> assertThat(bed.bridge()).goesOfflineWithin(ofSeconds(1)));
        }
    }

    @Test
    void theClockOfDevicesThatLiveInRealTime() {
        try (Testbed bed = Testbed.builder().realDeviceTime().start()) {
            fails(
                    IllegalStateException.class,
                    "the devices of this testbed live in real time; leave realDeviceTime() out to move it by hand",
                    bed::clock);
        }
    }

    @Test
    void timeThatGoesBack() {
        try (Testbed bed = Testbed.start()) {
            assertThrows(IllegalArgumentException.class, () -> bed.clock().advance(Duration.ofMillis(-1)));
        }
    }

    @Test
    void certificatesOfABedWithoutTls() {
        try (Testbed bed = Testbed.builder().withoutTls().start()) {
            fails(
                    IllegalStateException.class,
                    "this testbed is without TLS, so there is no certificate to write",
                    () -> bed.cloud().writeCertificates(java.nio.file.Path.of("nowhere")));
        }
    }

    @Test
    void routesThatGoRound() {
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> Testbed.builder()
                .routes(Route.out("a/#"), Route.in("a/#"))
                .start());
        assertTrue(String.valueOf(e.getMessage()).startsWith("the testbed could not start: "), e.getMessage());
    }

    @Test
    void aFactorThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> Testbed.builder().timeoutFactor(0));
        fails(
                IllegalArgumentException.class,
                "TESTBED_TIMEOUT=slow: expected a number such as 3, by which every wait is stretched",
                () -> Patience.parse(Patience.VARIABLE, "slow"));
    }
}
