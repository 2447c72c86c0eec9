package io.aromabridge.bench.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bench.compare.Machine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run from end to end. */
class FanOutBenchTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void everyShooterIsReached() throws Exception {
        ByteArrayOutputStream talk = new ByteArrayOutputStream();
        FanOutBench bench = new FanOutBench(20, folder, new PrintStream(talk, true, StandardCharsets.UTF_8));
        FanOutReport report = bench.run(1, Machine.here("without mosquitto"));
        assertTrue(report.isComplete(), talk.toString(StandardCharsets.UTF_8));
        assertEquals(1, report.runs().size());
        assertTrue(report.markdown().contains("| 20 | "), report.markdown());
    }
}
