package io.aromabridge.broker.auth.acl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aromabridge.core.AllowedApi;
import io.aromabridge.testing.process.Mosquitto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Random ACL files: the same answers as a real mosquitto. Skipped where none is installed. */
@Timeout(600)
class SideBySideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AllowedApi("the figures of the run are for whoever reads the build")
    private void compare(long seed, int files) throws IOException, InterruptedException {
        assumeTrue(Mosquitto.find().isPresent(), "mosquitto is not installed");
        Comparison comparison = new Comparison(folder, new SplittableRandom(seed));

        for (int i = 0; i < files; i++) {
            comparison.next();
        }

        System.out.println("Side by side with mosquitto, seed " + seed + ": " + comparison);
        List<String> first = comparison.differences().stream().limit(5).toList();
        assertEquals(List.of(), first, comparison::toString);
        assertTrue(comparison.answersAllowed() > 10 * files, comparison::toString);
        assertTrue(comparison.answersDenied() > 10 * files, comparison::toString);
    }

    @Test
    void answersAsMosquittoDoes() throws IOException, InterruptedException {
        compare(6, 40);
    }

    @Test
    @Tag("long")
    void answersAsMosquittoDoesForThousandsOfFiles() throws IOException, InterruptedException {
        compare(2026, 4000);
    }
}
