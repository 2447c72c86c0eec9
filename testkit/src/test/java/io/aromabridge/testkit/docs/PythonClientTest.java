package io.aromabridge.testkit.docs;

import static io.aromabridge.testkit.Emission.emission;
import static io.aromabridge.testkit.assertion.TestbedAssertions.assertThat;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.testkit.Shooter;
import io.aromabridge.testkit.Testbed;
import io.aromabridge.testkit.junit.AromaTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Somebody's own client in another language, against a bed. */
@AromaTest(shooters = "ASN2A00001", noWarnings = true)
@EnabledIf("hasPaho")
@Execution(ExecutionMode.CONCURRENT)
class PythonClientTest {
    static boolean hasPaho() throws Exception {
        return Files.exists(Path.of("/usr/bin/python3"))
                && new ProcessBuilder("/usr/bin/python3", "-c", "import paho.mqtt.client")
                                .redirectErrorStream(true)
                                .start()
                                .waitFor()
                        == 0;
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
        String[] command = new String[arguments.length + 2];
        command[0] = "/usr/bin/python3";
        command[1] = "src/test/python/" + script;
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS), "the client does not end");
        assertEquals(0, process.exitValue());
    }
}
