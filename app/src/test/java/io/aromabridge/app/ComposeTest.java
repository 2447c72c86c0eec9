package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.testing.process.ChildCommand;
import io.aromabridge.testing.process.ChildProcess;
import io.aromabridge.testing.process.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The compose file, as Debian's docker-compose reads it; no engine is needed for that. */
class ComposeTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static String config(String... arguments) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of(Programs.require("docker-compose").toString(), "-f", "docker-compose.yml"));
        line.addAll(List.of(arguments));
        line.add("config");
        if (arguments.length > 0) {
            line.add("--services");
        }
        try (ChildProcess compose = ChildCommand.of(line).in(ROOT).merged().start("docker-compose")) {
            assertEquals(0, compose.awaitExit(LIMIT), compose::toString);
            return String.join("\n", compose.out().awaitEnd());
        }
    }

    @Test
    void isAccepted() throws Exception {
        String config = config();
        assertTrue(config.contains("AROMA_BRIDGE_CLOUD_HOST: cloud"), config);
    }

    @Test
    void theProfileOfflineAddsTheStandIn() throws Exception {
        Set<String> services = new TreeSet<>(
                config("--profile", "offline").lines().map(String::trim).toList());
        assertEquals(Set.of("broker", "bridge", "cloud", "simulator"), services);
    }
}
