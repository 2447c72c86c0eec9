package io.aromabridge.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.testing.process.Programs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole benchmark, short. */
@Timeout(60)
class LocalSmokeTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private int run(boolean mosquitto, String... line) throws InterruptedException {
        List<Long> before = children();
        int code = new BenchMain(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        mosquitto)
                .run(List.of(line));
        List<Long> left = new ArrayList<>(children());
        left.removeAll(before);
        assertEquals(List.of(), left, "processes left behind");
        return code;
    }

    private static List<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).toList();
    }

    private String text(ByteArrayOutputStream of) {
        return of.toString(StandardCharsets.UTF_8);
    }

    @Test
    void measuresBothSidesAndLosesNothing() throws InterruptedException, IOException {
        Path unused = Programs.require("mosquitto");
        Path file = folder.resolve("runs.json");
        int code = run(
                true,
                "local",
                "--runs",
                "1",
                "--messages",
                "2000",
                "--only",
                "qos1-10-deep",
                "--only",
                "qos1-paced",
                "--json",
                file.toString());
        assertEquals(0, code, () -> text(err));
        for (String target : List.of("ours", "mosquitto", "generator alone")) {
            assertTrue(
                    text(out).contains("outstanding each | " + target + " | 4000 | 4000 | 4000 | 4000 | 0 | "),
                    () -> text(out));
        }
        // Whether it loses some is its affair.
        assertTrue(text(out).contains("outstanding each | Moquette | 4000 | 4000 | "), () -> text(out));
        JsonNode runs = new ObjectMapper().readTree(file.toFile()).at("/rows/1/runs");
        // Two warm-ups and a run for each target.
        assertEquals(12, runs.size(), runs::toString);
        assertEquals(2000, runs.at("/0/result/counts/received").asInt(), runs::toString);
        assertEquals(133, runs.at("/1/result/counts/received").asInt(), runs::toString);
        assertEquals(133, runs.at("/8/result/counts/received").asInt(), runs::toString);
    }

    @Test
    void measuresOursAloneWithoutMosquitto() throws InterruptedException {
        int code = run(false, "local", "--runs", "1", "--messages", "2000", "--only", "qos0-10", "--without-mosquitto");
        assertEquals(0, code, () -> text(err));
        assertTrue(text(out).contains("| QoS 0, 10 → 1 | ours | 4000 | 4000 | – | 4000 | 0 | "), () -> text(out));
    }

    @Test
    void withoutMosquittoItSaysHowToGetIt() throws InterruptedException {
        assertEquals(2, run(false, "local"));
        assertTrue(text(err).contains("apt install mosquitto"), () -> text(err));
        assertTrue(text(err).contains("--without-mosquitto"), () -> text(err));
        assertEquals("", text(out));
    }

    @Test
    void helpGoesToTheStandardOutput() throws InterruptedException {
        assertEquals(0, run(false, "--help"));
        assertTrue(text(out).startsWith("Usage: java -jar benchmarks.jar BENCHMARK"), () -> text(out));
    }

    @Test
    void aUsageErrorIsALineAndCodeTwo() throws InterruptedException {
        assertEquals(2, run(false, "speed"));
        assertEquals(
                "'speed' is no benchmark; there are: local, bridge, memory, queue, fanout" + System.lineSeparator(),
                text(err));
    }
}
