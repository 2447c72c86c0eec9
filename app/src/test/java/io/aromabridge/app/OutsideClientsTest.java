package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.testing.process.ChildCommand;
import io.aromabridge.testing.process.ChildProcess;
import io.aromabridge.testing.process.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The lines that the demo prints to be pasted; skipped where their client is not installed. */
@ExtendWith(SharedDemo.class)
class OutsideClientsTest {
    private static final String SHOOTER = "ASN2A00002";

    @TempDir
    Path folder = Path.of("");

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @BeforeEach
    void requireMosquitto() {
        Path unused = Programs.require("mosquitto_pub");
        unused = Programs.require("bash");
    }

    private void pasteAndSeeItDiffuse(RunningDemo demo, String printedLine) throws Exception {
        String line = demo.process().out().await(printedLine);
        int place = demo.idle(SHOOTER, 3);
        try (ChildProcess bash =
                ChildCommand.of(List.of("bash", "-c", line)).in(folder).merged().start("bash")) {
            assertEquals(0, bash.awaitExit(LIMIT), () -> line + "\n" + bash);
            assertEquals(List.of(), bash.out().awaitEnd(), line);
        }
        assertEquals(
                3000,
                demo.diffusions()
                        .await(place, SHOOTER, Set.of("diffusing"))
                        .path("durationMs")
                        .asInt());
    }

    @Test
    void printedMosquittoLineDiffuses(RunningDemo demo) throws Exception {
        pasteAndSeeItDiffuse(demo, "^mosquitto_pub -h 127\\.0\\.0\\.1 ");
    }

    @Test
    void printedMosquittoLineWithCertificatesDiffuses(RunningDemo demo) throws Exception {
        pasteAndSeeItDiffuse(demo, "^mosquitto_pub -h localhost .*--cafile");
    }
}
