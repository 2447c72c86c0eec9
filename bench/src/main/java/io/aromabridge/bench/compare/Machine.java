package io.aromabridge.bench.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * On what was measured.
 *
 * @param load processes that wanted a processor during the minute before; negative if the system does not have it
 * @param mosquitto its version, or that it was left out
 */
public record Machine(String processor, int processors, String system, String java, double load, String mosquitto) {
    /** This one, now. */
    public static Machine here(String mosquitto) {
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                mosquitto);
    }

    /** In a sentence. */
    public String text() {
        return processors + " × " + processor + ", " + system + ", " + java + ", " + mosquitto
                + (load < 0 ? "" : String.format(Locale.ROOT, ", load average before: %.1f", load)) + ".";
    }

    private static String processorName() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException elsewhere) {
            return System.getProperty("os.arch");
        }
    }
}
