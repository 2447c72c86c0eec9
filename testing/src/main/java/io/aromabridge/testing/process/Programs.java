package io.aromabridge.testing.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.LoggerFactory;

/** Programs that tests drive and that may be missing. */
public final class Programs {
    /** Where servers such as mosquitto are put, and where a user's PATH does not look. */
    private static final String ALSO = String.join(
            File.pathSeparator, "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/opt/homebrew/sbin");

    private Programs() {}

    /** A program of the PATH, or of the folders where servers are put besides. */
    public static Optional<Path> find(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + File.pathSeparator + ALSO;
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The same; skips the test if it is not installed. */
    public static Path require(String name) {
        Optional<Path> program = find(name);
        require(program.isPresent(), name + " is not installed");
        return program.orElseThrow();
    }

    /** Python with the module paho-mqtt; skips the test if either is not installed. */
    public static Path requirePaho() throws InterruptedException {
        Path python = Path.of("/usr/bin/python3");
        require(
                Files.isExecutable(python) && works(python.toString(), "-c", "import paho.mqtt.client"),
                python + " or its paho-mqtt is not installed");
        return python;
    }

    /** Whether a command ends with exit code 0 within some seconds. */
    public static boolean works(String... command) throws InterruptedException {
        try (ChildProcess process = ChildCommand.of(List.of(command)).merged().start(command[0])) {
            return process.awaitExit(Duration.ofSeconds(10)) == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    /** Skips the test, and says so in the log, where Surefire alone would count it in silence. */
    public static void require(boolean there, String missing) {
        if (!there) {
            LoggerFactory.getLogger(Programs.class).warn("SKIPPED: {}", missing);
        }
        Assumptions.assumeTrue(there, missing);
    }
}
