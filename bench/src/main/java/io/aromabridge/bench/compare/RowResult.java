package io.aromabridge.bench.compare;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.aromabridge.bench.load.Counts;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What came of one row.
 *
 * @param runs in the order in which they ran, warm-ups among them
 */
public record RowResult(Row row, List<Run> runs) {
    private static final double MILLI = 1e6;

    /** Whether this target was measured. */
    public boolean has(BenchTarget target) {
        return of(target).findAny().isPresent();
    }

    private Stream<Run> of(BenchTarget target) {
        return runs.stream().filter(run -> run.target() == target);
    }

    private Optional<Spread> spread(BenchTarget target, ToDoubleFunction<Run> value) {
        List<Double> values = of(target)
                .filter(run -> !run.warmUp())
                .map(value::applyAsDouble)
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /** Messages a second; empty if the target was not measured, as everywhere below. */
    public Optional<Spread> rate(BenchTarget target) {
        return spread(target, run -> run.result().rate());
    }

    /** Milliseconds that half of the messages needed at most. */
    public Optional<Spread> p50Millis(BenchTarget target) {
        return spread(target, run -> run.result().latency().p50() / MILLI);
    }

    /** Milliseconds that 99 of 100 messages needed at most. */
    public Optional<Spread> p99Millis(BenchTarget target) {
        return spread(target, run -> run.result().latency().p99() / MILLI);
    }

    /** Seconds of processor time of the target. */
    public Optional<Spread> cpuSeconds(BenchTarget target) {
        return spread(target, run -> run.cpuNanos() / 1e9);
    }

    /** Microseconds of processor time of the target for each message received. */
    public Optional<Spread> cpuMicrosPerMessage(BenchTarget target) {
        return spread(
                target,
                run -> run.cpuNanos() / 1e3 / Math.max(1, run.result().counts().received()));
    }

    /** Seconds of processor time of the generator beside this target. */
    public Optional<Spread> generatorCpuSeconds(BenchTarget target) {
        return spread(target, run -> run.generatorCpuNanos() / 1e9);
    }

    /** Seconds of processor time of the remote beside this target. */
    public Optional<Spread> remoteCpuSeconds(BenchTarget target) {
        return spread(target, run -> run.remoteCpuNanos() / 1e9);
    }

    /** Threads of the target after a run. */
    public Optional<Spread> threads(BenchTarget target) {
        return spread(target, run -> run.after().threads());
    }

    /** Mebibytes that the target held after a run. */
    public Optional<Spread> rssMebibytes(BenchTarget target) {
        return spread(target, run -> run.after().rssKib() / 1024.0);
    }

    /** The most mebibytes that the target ever held. */
    public double peakMebibytes(BenchTarget target) {
        return of(target).mapToLong(run -> run.after().peakKib()).max().orElse(0) / 1024.0;
    }

    /** All runs of a target together, warm-up included. */
    public Counts counts(BenchTarget target) {
        return of(target)
                .map(run -> run.result().counts())
                .reduce(
                        new Counts(0, 0, 0, 0, 0, 0),
                        (a, b) -> new Counts(
                                a.wanted() + b.wanted(),
                                a.sent() + b.sent(),
                                a.acknowledged() + b.acknowledged(),
                                a.received() + b.received(),
                                a.duplicates() + b.duplicates(),
                                a.outOfOrder() + b.outOfOrder()));
    }

    /** The longest time in which nothing moved, in milliseconds. */
    public double longestPauseMillis(BenchTarget target) {
        return of(target)
                        .mapToLong(run -> run.result().longestPauseNanos())
                        .max()
                        .orElse(0)
                / MILLI;
    }

    /** Whether every message of every run arrived, warm-up included. */
    public boolean isComplete(BenchTarget target) {
        return of(target).allMatch(run -> run.result().isComplete());
    }

    /** Whether that applies to all that were measured and must lose nothing. */
    @JsonIgnore
    public boolean isComplete() {
        return Stream.of(BenchTarget.values())
                .filter(BenchTarget::mustLoseNothing)
                .allMatch(this::isComplete);
    }

    /** Ours in a peer's, by medians: of the rate, or of the 99th percentile in a paced row. */
    public Optional<Double> ratio(BenchTarget peer) {
        Optional<Spread> ours = row.isPaced() ? p99Millis(BenchTarget.OURS) : rate(BenchTarget.OURS);
        Optional<Spread> theirs = row.isPaced() ? p99Millis(peer) : rate(peer);
        return ours.flatMap(o -> theirs.filter(t -> t.median() > 0).map(t -> o.median() / t.median()));
    }

    /**
     * How many times better the generator alone does than beside the better broker: by the rate, or by the 99th
     * percentile in a paced row.
     */
    public Optional<Double> headroom() {
        Stream<BenchTarget> brokers = Stream.of(BenchTarget.OURS, BenchTarget.MOSQUITTO);
        if (row.isPaced()) {
            Optional<Double> alone =
                    p99Millis(BenchTarget.ALONE).map(Spread::median).filter(ms -> ms > 0);
            return brokers.flatMap(t -> p99Millis(t).stream())
                    .map(Spread::median)
                    .min(Double::compare)
                    .flatMap(best -> alone.map(a -> best / a));
        }
        return brokers.flatMap(t -> rate(t).stream())
                .map(Spread::median)
                .max(Double::compare)
                .filter(best -> best > 0)
                .flatMap(best -> rate(BenchTarget.ALONE).map(alone -> alone.median() / best));
    }
}
