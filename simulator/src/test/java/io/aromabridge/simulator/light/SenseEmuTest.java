package io.aromabridge.simulator.light;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Python packages {@code sense_emu} and {@code sense_hat}: runs their own tests; skipped without Python or paho. */
class SenseEmuTest {
    private static final Logger log = LoggerFactory.getLogger(SenseEmuTest.class);
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    @TempDir
    Path folder = Path.of("");

    private record Ended(int exitCode, String output) {}

    private Ended python(String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        List<String> line = new ArrayList<>(List.of(PYTHON.toString(), "-B", "-W", "error"));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line)
                .directory(Path.of("python").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> line + " hangs");
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void passesItsOwnTests() throws Exception {
        boolean there =
                Files.exists(PYTHON) && python("-c", "import paho.mqtt.client").exitCode() == 0;
        if (!there) {
            log.warn("SKIPPED: {} or its paho-mqtt is not installed", PYTHON);
        }
        assumeTrue(there, "python3 or paho-mqtt is not installed");
        Ended tests = python("-m", "unittest", "discover", "-s", "tests", "-t", ".");
        assertEquals(0, tests.exitCode(), tests::output);
        // Python before 3.12 calls no tests at all a success.
        assertTrue(tests.output().contains("Ran ") && !tests.output().contains("Ran 0 tests"), tests::output);
    }
}
