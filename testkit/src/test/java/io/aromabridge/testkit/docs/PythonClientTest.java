package io.aromabridge.testkit.docs;

import static io.aromabridge.testkit.Emission.emission;
import static io.aromabridge.testkit.assertion.TestbedAssertions.assertThat;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.testing.process.ChildCommand;
import io.aromabridge.testing.process.ChildProcess;
import io.aromabridge.testing.process.Programs;
import io.aromabridge.testkit.Shooter;
import io.aromabridge.testkit.Testbed;
import io.aromabridge.testkit.junit.AromaTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A client in another language, against a bed. */
@AromaTest(shooters = "ASN2A00001", noWarnings = true)
@Execution(ExecutionMode.CONCURRENT)
class PythonClientTest {
    @BeforeAll
    static void requirePaho() throws InterruptedException {
        Path unused = Programs.requirePaho();
    }

    // [python-test]
    @Test
    void myClientDiffusesAtTheCloud(Testbed bed, Shooter shooter, @TempDir Path folder) throws Exception {
        DeviceFiles files = bed.cloud().writeCertificates(folder);
        shooter.awaitOnline();

        run("publish.py", "" + bed.cloud().port(), "" + files.ca(), "" + files.certificate(), "" + files.privateKey());

        assertThatItArrived(bed, shooter);
    }

    @Test
    void myClientDiffusesAtTheLocalBroker(Testbed bed, Shooter shooter) throws Exception {
        bed.bridge().awaitOnline();
        shooter.awaitOnline();

        run("publish.py", "" + bed.local().port());

        assertThatItArrived(bed, shooter);
    }

    private static void assertThatItArrived(Testbed bed, Shooter shooter) {
        assertTrue(bed.journal().await(ofSeconds(5), () -> !shooter.deliveries().isEmpty()), bed::toString);
        bed.clock().advance(ofSeconds(4));
        assertThat(shooter).emitted(emission(3).from(0).to(3000));
    }
    // [end]

    @Test
    void mayPublishStraightAfterConnectAndSubscribe(Testbed bed, Shooter shooter) throws Exception {
        shooter.awaitOnline();

        run(
                "subscribe_and_publish.py",
                "" + bed.local().port(),
                bed.local().userName(),
                bed.local().password(),
                shooter.topic().value());

        assertThatItArrived(bed, shooter);
    }

    private static void run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "src/test/python/" + script));
        command.addAll(List.of(arguments));
        try (ChildProcess client = ChildCommand.of(command).merged().start(script)) {
            assertEquals(0, client.awaitExit(ofSeconds(10)), client::toString);
        }
    }
}
