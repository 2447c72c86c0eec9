package io.aromabridge.testkit.junit;

import static io.aromabridge.testkit.Shots.shoot;
import static io.aromabridge.testkit.assertion.TestbedAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aromabridge.core.message.QoS;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.recording.RecordedLine;
import io.aromabridge.simulator.recording.RecordingReader;
import io.aromabridge.testkit.Sent;
import io.aromabridge.testkit.Shooter;
import io.aromabridge.testkit.Testbed;
import io.aromabridge.testkit.TestbedFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** A test that fails shows what happened, and leaves a recording. */
@Isolated("its warnings would be those of every testbed that is open")
class FailedTestReportTest {
    @TempDir
    static Path folder;

    private static Launched failing = Launched.none();

    @BeforeAll
    static void runTestsThatFail() {
        failing = Launched.run(Failing.class, folder, Map.of());
    }

    private Path file(Class<?> of, String method) {
        return folder.resolve(of.getName()).resolve(method + ".jsonl");
    }

    @Test
    void aClaimThatDoesNotHoldPrintsTheTimelineAndLeavesARecording() throws Exception {
        Throwable failure = failing.failure("claim(Testbed, Shooter)");
        assertInstanceOf(TestbedFailure.class, failure);
        String text = String.valueOf(failure.getMessage());
        assertTrue(text.startsWith("Expected ASN2A00001 to receive nothing for 10 ms: "), text);
        assertTrue(text.contains("seed=42 local="), text);
        Path recording = file(Failing.class, "claim");
        assertTrue(text.endsWith(recording.toString()), text);

        List<RecordedLine> published = new ArrayList<>();
        try (RecordingReader reader = RecordingReader.open(recording)) {
            assertEquals(OptionalLong.of(42), reader.header().seed());
            assertTrue(reader.header().ports().containsKey("uplink"));
            for (Optional<RecordedLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                line.filter(l -> l.publish().isPresent()).ifPresent(published::add);
            }
            assertEquals(Optional.empty(), reader.torn());
        }
        assertEquals(
                List.of(Side.LOCAL, Side.CLOUD, Side.CLOUD),
                published.stream().map(line -> line.publish().orElseThrow()).toList(),
                published::toString);
        assertEquals(
                shoot(1).command().toPayload(),
                published.get(0).message().orElseThrow().payload());
    }

    @Test
    void anyOtherFailureHasTheTimelineBesideIt() {
        Throwable failure = failing.failure("other(Testbed)");
        assertEquals("something else", failure.getMessage());
        assertTrue(
                String.valueOf(failure.getSuppressed()[0].getMessage()).startsWith("in the testbed:\n"),
                () -> failure.getSuppressed()[0].toString());
        assertTrue(Files.exists(file(Failing.class, "other")));
    }

    @Test
    void aClaimThatIsNotFinishedFailsTheTest() {
        Throwable failure = failing.failure("unfinished(Testbed, Shooter)");
        assertTrue(String.valueOf(failure.getMessage()).startsWith("this claim was not finished"), failure::toString);
    }

    @Test
    void aTestThatIsAbortedOrSucceedsLeavesNothing() {
        assertTrue(failing.succeeded("well(Testbed)"), failing::toString);
        assertFalse(Files.exists(file(Failing.class, "well")));
        assertFalse(Files.exists(file(Failing.class, "aborted")));
    }

    @Test
    void aWarningFailsATestThatAsksForNone() {
        Launched launched = Launched.run(Warning.class, folder, Map.of());

        Throwable failure = launched.failure("warns(Testbed)");
        String text = String.valueOf(failure.getMessage());
        assertTrue(text.startsWith("Expected a run without warnings; logged were:\n  WARN ["), text);
        assertTrue(text.contains("io.aromabridge.example: something is odd"), text);
        assertTrue(launched.succeeded("isQuiet(Testbed, Shooter)"), launched::toString);
    }

    @Test
    void theFactorOfTheRunStretchesWaits() {
        Launched launched = Launched.run(Stretched.class, folder, Map.of("testbed.timeout", "3"));

        assertTrue(launched.succeeded("byThree(Testbed)"), launched::toString);
    }

    /** Run by this test alone. */
    @AromaTest(shooters = "ASN2A00001", seed = 42)
    static class Failing {
        @Test
        void claim(Testbed bed, Shooter shooter) {
            Sent rose = bed.local().send(shooter, shoot(1));
            assertThat(shooter).received(rose).exactlyOnce().within(ofSeconds(5));
            bed.cloud().send(shooter, shoot(2));
            Sent last = bed.cloud().send(shooter, shoot(3));
            var unused = bed.journal()
                    .await(
                            ofSeconds(5),
                            () -> !shooter.deliveries().isEmpty()
                                    && shooter.deliveries().stream().anyMatch(e -> e.message()
                                            .filter(last::isLike)
                                            .isPresent()));
            assertThat(shooter).receivedNothingFor(ofMillis(10));
        }

        @Test
        void other(Testbed bed) {
            bed.uplink().cut();
            throw new IllegalArgumentException("something else");
        }

        @Test
        void unfinished(Testbed bed, Shooter shooter) {
            Sent rose = bed.cloud().send(shooter, shoot(1));
            assertThat(shooter).received(rose).exactlyOnce();
        }

        @Test
        void aborted(Testbed bed) {
            assumeTrue(bed.seed() == 0, "never");
        }

        @Test
        void well(Testbed bed) {
            assertEquals(42, bed.seed());
        }
    }

    /** Run by this test alone. */
    @AromaTest(shooters = "ASN2A00001", noWarnings = true)
    static class Warning {
        @Test
        void warns(Testbed bed) throws Exception {
            LoggerFactory.getLogger("io.aromabridge.example").warn("something is odd");
            bed.local()
                    .publish("a", "b", QoS.AT_LEAST_ONCE)
                    .acknowledged()
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);
        }

        @Test
        void isQuiet(Testbed bed, Shooter shooter) {
            Sent rose = bed.local().send(shooter, shoot(1));
            assertThat(shooter).received(rose).exactlyOnce().within(ofSeconds(5));
        }
    }

    /** Run by this test alone. */
    @AromaTest
    static class Stretched {
        @Test
        void byThree(Testbed bed) {
            assertEquals(ofSeconds(15), bed.patience().usual());
        }
    }
}
