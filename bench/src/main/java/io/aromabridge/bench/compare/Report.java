package io.aromabridge.bench.compare;

import io.aromabridge.bench.load.Counts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
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
        List<BenchTarget> targets = Stream.of(BenchTarget.values())
                .filter(target -> target != BenchTarget.ALONE && rows.stream().anyMatch(row -> row.has(target)))
                .toList();
        List<BenchTarget> peers =
                targets.stream().filter(target -> target != BenchTarget.OURS).toList();
        List<String> heads = new ArrayList<>(List.of("row"));
        targets.forEach(target -> heads.add(target.title()));
        peers.forEach(peer -> heads.add("ours ÷ " + peer.title()));
        heads.addAll(List.of("bar", "met"));
        List<String> lines = new ArrayList<>();
        lines.add(line(heads));
        lines.add(line(Collections.nCopies(heads.size(), "---")));
        for (RowResult row : rows) {
            List<String> verdict = new ArrayList<>();
            peers.forEach(
                    peer -> verdict.add(row.ratio(peer).map(Figures::times).orElse("–")));
            Bar bar = Bar.of(row);
            verdict.addAll(List.of(bar.text(), bar.mark()));
            String title = row.row().title();
            if (row.row().isPaced()) {
                List<String> none = Collections.nCopies(verdict.size(), "");
                lines.add(line(title + ": p50", targets, target -> p50(row, target), none));
                lines.add(line(title + ": p99", targets, target -> p99(row, target), verdict));
            } else {
                lines.add(line(title, targets, target -> rate(row, target), verdict));
            }
        }
        lines.add("");
        return lines;
    }

    private static String line(
            String title, List<BenchTarget> targets, Function<BenchTarget, String> figure, List<String> verdict) {
        List<String> cells = new ArrayList<>(List.of(title));
        targets.forEach(target -> cells.add(figure.apply(target)));
        cells.addAll(verdict);
        return line(cells);
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
                + " | its RSS after a run | at most | its threads |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
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
                        mebibytes(row.peakMebibytes(target)),
                        row.threads(target)
                                .map(spread -> String.format(Locale.ROOT, "%.0f", spread.median()))
                                .orElse("–")));
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
        String lost = row.isComplete(target) ? "" : ", **with losses**";
        return row.rate(target).map(spread -> Figures.rate(spread) + lost).orElse("–");
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
        return line(List.of(cells));
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
