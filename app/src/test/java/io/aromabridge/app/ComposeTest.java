package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.testing.process.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The compose file, as Debian's docker-compose reads it; no engine is needed for that. */
class ComposeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @BeforeEach
    void needsDockerCompose() {
        boolean there = false;
        for (String folder : String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1)) {
            there |= Files.isExecutable(Path.of(folder, "docker-compose"));
        }
        Programs.require(there, "docker-compose is not on the PATH; apt-get install docker-compose");
    }

    private static String config(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("docker-compose", "-f", "docker-compose.yml");
        builder.command().addAll(List.of(arguments));
        builder.command().add("config");
        if (arguments.length > 0) {
            builder.command().add("--services");
        }
        Process process =
                builder.directory(ROOT.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), output);
        assertEquals(0, process.exitValue(), output);
        return output;
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
