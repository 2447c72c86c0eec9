package io.aromabridge.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.testing.process.Programs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Broker, bridge and remote, the whole way, and the queue alone; short. */
@Timeout(60)
class BridgeSmokeTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(boolean mosquitto, String... line) throws InterruptedException {
        return new BenchMain(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        mosquitto)
                .run(List.of(line));
    }

    private String text(ByteArrayOutputStream of) {
        return of.toString(StandardCharsets.UTF_8);
    }

    @Test
    void bridgesOverMutualTlsAndLosesNothing() throws InterruptedException {
        Path unused = Programs.require("mosquitto");
        int code = run(true, "bridge", "--runs", "1", "--messages", "1000", "--only", "qos1");
        assertEquals(0, code, () -> text(err));
        for (String target : List.of("ours", "ours, client paho", "mosquitto", "generator alone")) {
            assertTrue(
                    text(out).contains("| bridged QoS 1 | " + target + " | 2000 | 2000 | 2000 | 2000 | 0 | 0 | 0 | "),
                    () -> text(out));
        }
    }

    @Test
    void measuresTheQueueAlone() throws InterruptedException {
        int code = run(false, "queue", "--runs", "1", "--messages", "1000", "--only", "always-100");
        assertEquals(0, code, () -> text(err));
        assertTrue(text(out).contains("| always | 100 | "), () -> text(out));
    }

    @Test
    void withoutMosquittoThereIsNothingToBridgeTo() throws InterruptedException {
        assertEquals(2, run(false, "memory"));
        assertTrue(text(err).contains("apt install mosquitto"), () -> text(err));
    }
}
