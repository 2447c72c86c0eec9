package io.aromabridge.bench.compare;

import io.aromabridge.bench.load.Counts;
import io.aromabridge.bench.load.Latency;
import io.aromabridge.bench.load.LoadResult;
import io.aromabridge.bench.process.Cost;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results for tests. */
final class Results {
    private static final long MILLI = 1_000_000;

    private static final Map<String, Row> ROWS = Map.of(
            "qos0-1", new Row("qos0-1", "QoS 0, 1 → 1", 0, 1, 256, 0, 0),
            "qos1-1", new Row("qos1-1", "QoS 1, 1 → 1", 1, 1, 256, 0, 0),
            "qos1-10-deep", new Row("qos1-10-deep", "QoS 1, 10 → 1, 20 000 outstanding each", 1, 10, 20_000, 0, 0.9),
            "qos1-paced", new Row("qos1-paced", "QoS 1, 1 → 1, 2000/s", 1, 1, 256, 2000, 0),
            "bridged-paced", new Row("bridged-paced", "bridged, 2000/s", 1, 1, 256, 2000, 1.0));

    private Results() {}

    /** A complete run of 1000 messages at this rate, with a p99 of so many milliseconds. */
    static Run run(BenchTarget target, double rate, double p99) {
        return run(target, rate, p99, 20, 1000);
    }

    /** The same with a pause, and so many of the 1000 received. */
    static Run run(BenchTarget target, double rate, double p99, long pauseMillis, int received) {
        long nanos = Math.round(received * 1e9 / rate);
        LoadResult result = new LoadResult(
                new Counts(1000, 1000, 1000, received, 0, 0),
                nanos,
                pauseMillis * MILLI,
                new Latency(Math.round(p99 * MILLI / 2), Math.round(p99 * MILLI), 0),
                received < 1000 ? "nothing moved for 10000 ms" : "");
        return new Run(
                target, false, result, 50 * MILLI, 10 * MILLI, 30 * MILLI, new Cost(0, 100 * 1024, 150 * 1024, 7));
    }

    static Run warmUp(Run run) {
        return new Run(
                run.target(),
                true,
                run.result(),
                run.cpuNanos(),
                run.generatorCpuNanos(),
                run.remoteCpuNanos(),
                run.after());
    }

    static RowResult of(String row, Run... runs) {
        return new RowResult(Optional.ofNullable(ROWS.get(row)).orElseThrow(), List.of(runs));
    }
}
