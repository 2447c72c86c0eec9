package io.aromabridge.testkit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AllowedApi;
import io.aromabridge.testkit.Testbed;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logback is optional: a bed does without, and says so where it cannot. */
@Timeout(60)
class WithoutLogbackTest {
    /** What runs in a JVM without Logback. */
    static final class Beds {
        private Beds() {}

        @AllowedApi("the test reads what this program prints")
        public static void main(String[] none) {
            try (Testbed bed = Testbed.start("ASN2A00001")) {
                System.out.println("started with " + bed.shooters().size() + " shooter");
            }
            try (Testbed bed = Testbed.builder().noWarnings().start()) {
                System.out.println("not expected: " + bed);
            } catch (IllegalStateException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }

    @Test
    void aBedStartsAndCloses() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("logback"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Beds.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), printed);
            assertEquals(0, process.exitValue(), printed);
            assertTrue(printed.contains("started with 1 shooter"), printed);
            assertTrue(printed.contains(WarningWatch.WITHOUT_LOGBACK), printed);
        } finally {
            process.destroyForcibly();
        }
    }
}
