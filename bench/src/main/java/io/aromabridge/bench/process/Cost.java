package io.aromabridge.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process has used so far; 0 where the operating system does not have it.
 *
 * @param cpuNanos processor time, in steps of the system's clock (10 ms on Linux)
 * @param rssKib resident memory, from Linux's {@code /proc/PID/status}
 * @param peakKib the most it has ever been
 * @param threads of the process, the JVM's own among them
 */
public record Cost(long cpuNanos, long rssKib, long peakKib, long threads) {
    /** Of a process that runs. */
    public static Cost of(ProcessHandle process) {
        long cpu = process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
        long rss = 0;
        long peak = 0;
        long threads = 0;
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    rss = number(line);
                } else if (line.startsWith("VmHWM:")) {
                    peak = number(line);
                } else if (line.startsWith("Threads:")) {
                    threads = number(line);
                }
            }
        } catch (IOException elsewhere) {
            // Not Linux, or the process has just ended.
            return new Cost(cpu, 0, 0, 0);
        }
        return new Cost(cpu, rss, peak, threads);
    }

    private static long number(String line) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }
}
