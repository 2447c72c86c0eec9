package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The lines that the demo prints to be pasted; skipped where their client is not installed. */
@ExtendWith(SharedDemo.class)
class OutsideClientsTest {
    private static final String SHOOTER = "ASN2A00002";

    @TempDir
    Path folder = Path.of("");

    /** What it printed, errors too; for a program that ends by itself. */
    private record Ended(int exitCode, String output) {
        static Ended of(Path folder, List<String> line) throws IOException, InterruptedException {
            Path output = folder.resolve("output");
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                assertTrue(process.waitFor(30, TimeUnit.SECONDS), () -> line + " hangs");
                return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private boolean works(String... line) throws IOException, InterruptedException {
        try {
            return Ended.of(folder, List.of(line)).exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void assumeMosquitto() throws IOException, InterruptedException {
        Programs.require(works("bash", "-c", "command -v mosquitto_pub"), "mosquitto_pub or bash is not installed");
    }

    private void pasteAndSeeItDiffuse(RunningDemo demo, String printedLine) throws Exception {
        String line = demo.process().out().await(printedLine);
        int place = demo.idle(SHOOTER, 3);
        assertEquals(new Ended(0, ""), Ended.of(folder, List.of("bash", "-c", line)), line);
        assertEquals(
                3000,
                demo.diffusions()
                        .await(place, SHOOTER, Set.of("diffusing"))
                        .path("durationMs")
                        .asInt());
    }

    @Test
    void printedMosquittoLineDiffuses(RunningDemo demo) throws Exception {
        assumeMosquitto();
        pasteAndSeeItDiffuse(demo, "^mosquitto_pub -h 127\\.0\\.0\\.1 ");
    }

    @Test
    void printedMosquittoLineWithCertificatesDiffuses(RunningDemo demo) throws Exception {
        assumeMosquitto();
        pasteAndSeeItDiffuse(demo, "^mosquitto_pub -h localhost .*--cafile");
    }
}
