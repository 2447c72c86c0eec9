package io.aromabridge.bench.queue;

import io.aromabridge.bench.compare.Figures;
import io.aromabridge.bench.compare.Machine;
import io.aromabridge.bench.compare.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * All results as Markdown.
 *
 * @param disk the file system that the queue lay on
 * @param messages of each run of a row with more than 1 outstanding
 * @param results the runs of each row
 */
public record QueueReport(
        Machine machine, String disk, int messages, int runs, List<QueueRow> rows, List<List<QueueRun>> results) {
    /** The whole page. */
    public String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("## queue: the bridge's durable queue");
        lines.add("");
        lines.add(machine.text().replace(", without mosquitto", "") + " Files on " + disk
                + "; a tmpfs would make fsync free.");
        lines.add("Payload 200 bytes, " + messages + " messages ("
                + rows.stream()
                        .filter(row -> row.outstanding() == 1)
                        .findFirst()
                        .map(row -> row.messages(messages) + " with 1 outstanding")
                        .orElse("each row")
                + "), runs: " + runs + ", rows take turns; median [least–greatest].");
        lines.add("");
        lines.add("| sync | outstanding | append | p50 | p99 | bar | met | drain and acknowledge, 100 in flight"
                + " | open again | CPU for a message |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (int i = 0; i < rows.size(); i++) {
            lines.add(line(rows.get(i), results.get(i)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String line(QueueRow row, List<QueueRun> runs) {
        Spread append = spread(runs, run -> run.messages() * 1e9 / run.appendNanos());
        boolean met = append.median() >= row.bar() * 1e3;
        return "| "
                + String.join(
                        " | ",
                        row.sync().name().toLowerCase(Locale.ROOT),
                        Integer.toString(row.outstanding()),
                        Figures.rate(append),
                        Figures.millis(spread(runs, run -> run.p50() / 1e6)),
                        Figures.millis(spread(runs, run -> run.p99() / 1e6)),
                        row.bar() == 0 ? "" : "≥ " + row.bar() + " k/s",
                        row.bar() == 0 ? "" : met ? "✔" : "✘",
                        Figures.rate(spread(runs, run -> run.messages() * 1e9 / run.drainNanos())),
                        Figures.millis(
                                spread(runs, run -> run.openNanos() / 1e6).median()),
                        String.format(
                                Locale.ROOT,
                                "%.1f µs",
                                spread(runs, run -> run.cpuNanos() / 1e3 / run.messages())
                                        .median()))
                + " |";
    }

    private static Spread spread(List<QueueRun> runs, ToDoubleFunction<QueueRun> value) {
        return Spread.of(runs.stream().map(value::applyAsDouble).toList());
    }
}
