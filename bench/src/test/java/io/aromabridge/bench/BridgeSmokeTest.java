package io.aromabridge.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aromabridge.bench.process.Mosquitto;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Broker, bridge and remote, the whole way, and the queue alone; short. */
@Timeout(60)
class BridgeSmokeTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path empty;

    private int run(List<Path> programs, String... line) throws InterruptedException {
        return new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        programs)
                .run(List.of(line));
    }

    private String text(ByteArrayOutputStream of) {
        return of.toString(StandardCharsets.UTF_8);
    }

    @Test
    void bridgesOverMutualTlsAndLosesNothing() throws InterruptedException {
        List<Path> programs =
                Mosquitto.folders(Optional.ofNullable(System.getenv("PATH")).orElse(""));
        assumeTrue(Mosquitto.find(programs).isPresent(), "there is no mosquitto on this machine");
        int code = run(programs, "bridge", "--runs", "1", "--messages", "1000", "--only", "qos1");
        assertEquals(0, code, () -> text(err));
        for (String target : List.of("ours", "mosquitto", "generator alone")) {
            assertTrue(
                    text(out).contains("| bridged QoS 1 | " + target + " | 2000 | 2000 | 2000 | 2000 | 0 | 0 | 0 | "),
                    () -> text(out));
        }
    }

    @Test
    void measuresTheQueueAlone() throws InterruptedException {
        int code = run(List.of(), "queue", "--runs", "1", "--messages", "1000", "--only", "always-100");
        assertEquals(0, code, () -> text(err));
        assertTrue(text(out).contains("| always | 100 | "), () -> text(out));
    }

    @Test
    void withoutMosquittoThereIsNothingToBridgeTo() throws InterruptedException {
        assertEquals(2, run(List.of(empty), "memory"));
        assertTrue(text(err).contains("apt install mosquitto"), () -> text(err));
    }
}
