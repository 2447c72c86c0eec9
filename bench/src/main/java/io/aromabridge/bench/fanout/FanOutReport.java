package io.aromabridge.bench.fanout;

import io.aromabridge.bench.compare.Figures;
import io.aromabridge.bench.compare.Machine;
import io.aromabridge.bench.compare.Spread;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** All results as Markdown. */
public record FanOutReport(Machine machine, int shooters, int connections, List<FanOutRun> runs) {
    private static final int BAR_SHOOTERS = 1000;
    private static final double BAR_MILLIS = 1200;

    /** Keeps its own copy. */
    public FanOutReport {
        runs = List.copyOf(runs);
    }

    /** Whether every shooter obeyed every command. */
    public boolean isComplete() {
        return runs.stream().allMatch(run -> run.missing() == 0);
    }

    /** The whole page. */
    public String markdown() {
        Spread last = spread(run -> run.lastNanos() / 1e6);
        boolean met = isComplete() && last.median() <= BAR_MILLIS;
        boolean barred = shooters == BAR_SHOOTERS;
        return String.join(
                "\n",
                "## fanout: one command for every shooter of a list",
                "",
                machine.text().replace(", without mosquitto", ""),
                "Local client, broker, bridge with the durable queue, stand-in with mutual TLS and " + shooters
                        + " shooters share one process; " + connections
                        + " connections of the bridge, each at the pace for AWS IoT. Runs: " + runs.size()
                        + "; median [least–greatest].",
                "",
                "| shooters | acknowledged | last diffusion | bar | met | most in a second on a connection |",
                "| --- | --- | --- | --- | --- | --- |",
                "| "
                        + String.join(
                                " | ",
                                Integer.toString(shooters),
                                Figures.millis(spread(run -> run.acknowledgedNanos() / 1e6)),
                                Figures.millis(last),
                                barred ? "none missed, ≤ 1.2 s" : "none missed",
                                (barred ? met : isComplete()) ? "✔" : "✘",
                                Integer.toString(runs.stream()
                                        .mapToInt(FanOutRun::greatestRate)
                                        .max()
                                        .orElse(0)))
                        + " |",
                "");
    }

    private Spread spread(ToDoubleFunction<FanOutRun> value) {
        return Spread.of(runs.stream().map(value::applyAsDouble).toList());
    }
}
