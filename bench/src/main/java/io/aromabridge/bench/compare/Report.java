package io.aromabridge.bench.compare;

import io.aromabridge.bench.load.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All results as Markdown.
 *
 * @param heading a title, and what there is to say besides
 * @param messages of each warm-up and each run that is not paced
 */
public record Report(List<String> heading, Machine machine, int runs, int messages, List<RowResult> rows) {
    /** A generator that cannot do so much more than the faster broker is what is measured. */
    private static final double HEADROOM = 2;

    /** The whole page. */
    public String markdown() {
        List<String> lines = new ArrayList<>(top());
        lines.addAll(results());
        lines.addAll(ceiling());
        lines.addAll(costs());
        lines.addAll(counts());
        return String.join("\n", lines) + "\n";
    }

    private List<String> top() {
        List<String> lines = new ArrayList<>();
        lines.add(heading.get(0));
        lines.add("");
        lines.add(machine.text());
        lines.add("Payload 200 bytes, one subscriber, " + messages + " messages of warm-up and for each run, runs: "
                + runs + ", interleaved; median [least–greatest].");
        lines.addAll(heading.subList(1, heading.size()));
        lines.add("");
        return lines;
    }

    private List<String> results() {
        List<String> lines = new ArrayList<>();
        lines.add("| row | ours | mosquitto | ours ÷ mosquitto | bar | met |");
        lines.add("| --- | --- | --- | --- | --- | --- |");
        for (RowResult row : rows) {
            Bar bar = Bar.of(row);
            String ratio = row.ratio().map(Figures::times).orElse("–");
            if (row.row().isPaced()) {
                lines.add(line(
                        row.row().title() + ": p50",
                        p50(row, BenchTarget.OURS),
                        p50(row, BenchTarget.MOSQUITTO),
                        "",
                        "",
                        ""));
                lines.add(line(
                        row.row().title() + ": p99",
                        p99(row, BenchTarget.OURS),
                        p99(row, BenchTarget.MOSQUITTO),
                        ratio,
                        bar.text(),
                        bar.mark()));
            } else {
                lines.add(line(
                        row.row().title(),
                        rate(row, BenchTarget.OURS),
                        rate(row, BenchTarget.MOSQUITTO),
                        ratio,
                        bar.text(),
                        bar.mark()));
            }
        }
        lines.add("");
        return lines;
    }

    private List<String> ceiling() {
        List<String> lines = new ArrayList<>();
        lines.add("| row | generator alone | ÷ better broker | ≥ 2× |");
        lines.add("| --- | --- | --- | --- |");
        List<String> warnings = new ArrayList<>();
        for (RowResult row : rows) {
            Optional<Double> headroom = row.headroom();
            boolean enough = headroom.filter(times -> times >= HEADROOM).isPresent();
            lines.add(line(
                    row.row().title() + (row.row().isPaced() ? ": p99" : ""),
                    row.row().isPaced() ? p99(row, BenchTarget.ALONE) : rate(row, BenchTarget.ALONE),
                    headroom.map(Figures::times).orElse("–"),
                    enough ? "✔" : "✘"));
            if (!enough) {
                warnings.add("**" + row.row().title()
                        + ": the generator alone does less than twice as well as the better broker. In this row it is"
                        + " in part the generator that was measured.**");
            }
        }
        lines.add("");
        warnings.forEach(warning -> lines.addAll(List.of(warning, "")));
        return lines;
    }

    private List<String> costs() {
        List<String> lines = new ArrayList<>();
        lines.add("| row | target | its CPU time for a run | for a message | remote's | generator's"
                + " | its RSS after a run | at most |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (RowResult row : rows) {
            for (BenchTarget target : measured(row)) {
                lines.add(line(
                        row.row().title(),
                        target.title(),
                        seconds(row.cpuSeconds(target)),
                        micros(row.cpuMicrosPerMessage(target)),
                        seconds(row.remoteCpuSeconds(target)),
                        seconds(row.generatorCpuSeconds(target)),
                        row.rssMebibytes(target).map(s -> mebibytes(s.median())).orElse("–"),
                        mebibytes(row.peakMebibytes(target))));
            }
        }
        lines.add("");
        return lines;
    }

    private List<String> counts() {
        List<String> lines = new ArrayList<>();
        lines.add("| row | target | wanted | sent | acknowledged | received | missing | duplicates | out of order"
                + " | longest pause |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (RowResult row : rows) {
            for (BenchTarget target : measured(row)) {
                Counts c = row.counts(target);
                lines.add(line(
                        row.row().title(),
                        target.title(),
                        Integer.toString(c.wanted()),
                        Integer.toString(c.sent()),
                        row.row().qos() == 0 ? "–" : Integer.toString(c.acknowledged()),
                        Integer.toString(c.received()),
                        c.missing() == 0 ? "0" : "**" + c.missing() + "**",
                        Integer.toString(c.duplicates()),
                        Integer.toString(c.outOfOrder()),
                        Figures.millis(row.longestPauseMillis(target))));
            }
        }
        return lines;
    }

    private static List<BenchTarget> measured(RowResult row) {
        return Stream.of(BenchTarget.values()).filter(row::has).toList();
    }

    private static String rate(RowResult row, BenchTarget target) {
        return row.rate(target).map(Figures::rate).orElse("–");
    }

    private static String p50(RowResult row, BenchTarget target) {
        return row.p50Millis(target).map(Figures::millis).orElse("–");
    }

    private static String p99(RowResult row, BenchTarget target) {
        return row.p99Millis(target).map(Figures::millis).orElse("–");
    }

    private static String seconds(Optional<Spread> spread) {
        return spread.filter(s -> s.max() > 0)
                .map(s -> String.format(Locale.ROOT, "%.2f s", s.median()))
                .orElse("–");
    }

    private static String micros(Optional<Spread> spread) {
        return spread.map(s -> String.format(Locale.ROOT, "%.1f µs", s.median()))
                .orElse("–");
    }

    private static String mebibytes(double value) {
        return String.format(Locale.ROOT, "%.0f MiB", value);
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
