package io.aromabridge.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.slf4j.LoggerFactory;

/** Programs that tests drive and that may be missing. */
final class Programs {
    private Programs() {}

    /** Skips the test, and says so on the console, where Surefire alone would count it in silence. */
    static void require(boolean there, String missing) {
        if (!there) {
            LoggerFactory.getLogger(Programs.class).warn("SKIPPED: {}", missing);
        }
        assumeTrue(there, missing);
    }
}
