package io.aromabridge.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AllowedApi;
import io.aromabridge.testing.process.ChildCommand;
import io.aromabridge.testing.process.ChildProcess;
import java.io.File;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
        try (ChildProcess beds =
                ChildCommand.java(List.of(), classPath, Beds.class).merged().start("beds without Logback")) {
            assertEquals(0, beds.awaitExit(Duration.ofSeconds(30)), beds::toString);
            List<String> printed = beds.out().awaitEnd();
            assertTrue(printed.contains("started with 1 shooter"), printed::toString);
            assertTrue(printed.stream().anyMatch(line -> line.startsWith(Testbed.WITHOUT_LOGBACK)), printed::toString);
        }
    }
}
