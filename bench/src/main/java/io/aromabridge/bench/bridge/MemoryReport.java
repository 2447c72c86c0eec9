package io.aromabridge.bench.bridge;

import io.aromabridge.bench.compare.Machine;
import io.aromabridge.bench.compare.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All results as Markdown.
 *
 * @param messages that went through each before
 */
public record MemoryReport(Machine machine, int runs, int messages, List<MemoryResult> results) {
    private static final int BAR = 128;

    /** Whether every message went through. */
    public boolean isComplete() {
        return results.stream().allMatch(result -> result.load().isComplete());
    }

    /** The whole page. */
    public String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("## memory: broker and bridge in one JVM");
        lines.add("");
        lines.add(machine.text());
        lines.add("Resident memory (RSS) " + MemoryBench.LATER_SECONDS + " s after " + messages
                + " bridged messages of 200 bytes with QoS 1, runs: " + runs + "; median [least–greatest].");
        lines.add("");
        lines.add("| row | flags of the JVM | RSS | at most | bar | met |");
        lines.add("| --- | --- | --- | --- | --- | --- |");
        MemoryBench.ROWS.forEach((row, flags) -> {
            List<MemoryResult> own =
                    results.stream().filter(result -> result.row().equals(row)).toList();
            if (!own.isEmpty()) {
                lines.add(line(row, flags, own));
            }
        });
        return String.join("\n", lines) + "\n";
    }

    private static String line(String row, List<String> flags, List<MemoryResult> own) {
        Spread rss = Spread.of(own.stream().map(each -> each.rssKib() / 1024.0).toList());
        double peak = own.stream().mapToLong(MemoryResult::peakKib).max().orElse(0) / 1024.0;
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.0f MiB [%.0f–%.0f] | %.0f MiB | ≤ %d MiB | %s |",
                row,
                flags.isEmpty() ? "none" : "`" + String.join(" ", flags) + "`",
                rss.median(),
                rss.min(),
                rss.max(),
                peak,
                BAR,
                rss.median() <= BAR ? "✔" : "✘");
    }
}
