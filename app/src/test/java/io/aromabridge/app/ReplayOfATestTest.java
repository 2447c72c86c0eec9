package io.aromabridge.app;

import static io.aromabridge.testkit.Shots.shoot;
import static io.aromabridge.testkit.assertion.TestbedAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.core.message.Payload;
import io.aromabridge.testkit.Sent;
import io.aromabridge.testkit.Shooter;
import io.aromabridge.testkit.Shot;
import io.aromabridge.testkit.Testbed;
import io.aromabridge.testkit.junit.AromaTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** {@code aroma replay} of what a failed test of the test kit has left. */
@AromaTest(shooters = "ASN2A00001", noWarnings = true)
class ReplayOfATestTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void publishesWhatTheTestHasSentWhereItHasSentIt(Testbed bed, Shooter shooter) throws Exception {
        Path recording = recordingOfAFailure();
        shooter.awaitOnline();
        AromaRun run = AromaRun.here(
                        "replay",
                        recording.toString(),
                        "--speed",
                        "0",
                        "--endpoints",
                        endpoints(bed).toString())
                .exits(0);
        assertEquals(List.of(), run.err());
        assertTrue(
                run.out()
                        .get(0)
                        .matches(".*/fails.jsonl: 3 messages published in .* s \\(2 local, 1 cloud\\), 3 acknowledged"),
                run::toString);
        // One goes by way of the bridge and one does not: which is the first is open.
        assertTrue(
                bed.journal().await(ofSeconds(5), () -> payloads(shooter)
                        .equals(payloads(Failing.ROSE, Failing.MINT, Failing.SAGE))),
                () -> bed.journal().entries().toString());
    }

    private static List<String> payloads(Shooter shooter) {
        return shooter.deliveries().stream()
                .flatMap(delivery -> delivery.message().stream())
                .map(message -> message.payload().text())
                .sorted()
                .toList();
    }

    private static List<String> payloads(Shot... shots) {
        return Stream.of(shots)
                .map(shot -> shot.command().toPayload())
                .map(Payload::text)
                .sorted()
                .toList();
    }

    private Path recordingOfAFailure() {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Failing.class))
                                .configurationParameter("testbed.reports", folder.toString())
                                .build(),
                        summary);
        Throwable failure = summary.getSummary().getFailures().get(0).getException();
        Path recording = folder.resolve(Failing.class.getName()).resolve("fails.jsonl");
        assertTrue(String.valueOf(failure.getMessage()).endsWith(recording.toString()), failure::toString);
        return recording;
    }

    /** As a demo writes it. */
    private Path endpoints(Testbed bed) throws Exception {
        DeviceFiles files = bed.cloud().writeCertificates(folder.resolve("client"));
        Path password =
                Files.writeString(folder.resolve("password"), bed.local().password() + "\n");
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.putObject("local")
                .put("host", bed.local().host())
                .put("mqtt", bed.local().port())
                .put("username", bed.local().userName())
                .put("passwordFile", password.toString());
        node.putObject("cloud")
                .put("host", bed.cloud().host())
                .put("mqtt", bed.cloud().port())
                .put("ca", files.ca().toString())
                .put("certificate", files.certificate().toString())
                .put("privateKey", files.privateKey().toString());
        return Files.writeString(folder.resolve("endpoints.json"), node.toString());
    }

    /** Run by this test alone. */
    @AromaTest(shooters = "ASN2A00001")
    static class Failing {
        static final Shot ROSE = shoot(1).intensity(75);
        static final Shot MINT = shoot(2);
        static final Shot SAGE = shoot(3).withBooster();

        @Test
        void fails(Testbed bed, Shooter shooter) {
            Sent rose = bed.local().send(shooter, ROSE);
            Sent mint = bed.cloud().send(shooter, MINT);
            assertThat(shooter).received(rose, mint).exactlyOnce().within(ofSeconds(5));
            bed.uplink().cut();
            Sent sage = bed.local().send(shooter, SAGE);
            assertThat(shooter).received(sage).exactlyOnce().within(ofMillis(100));
        }
    }
}
