package io.aromabridge.bench.compare;

import io.aromabridge.bench.load.Counts;
import io.aromabridge.bench.load.LoadResult;
import java.util.Locale;

/** Figures as people read them. */
public final class Figures {
    private Figures() {}

    /** {@code 68.9 k/s}, {@code 2000/s}. */
    public static String rate(double perSecond) {
        return perSecond >= 10_000
                ? String.format(Locale.ROOT, "%.1f k/s", perSecond / 1000)
                : String.format(Locale.ROOT, "%.0f/s", perSecond);
    }

    /** A median with the least and the greatest. */
    public static String rate(Spread spread) {
        return spread.max() >= 10_000
                ? String.format(
                        Locale.ROOT,
                        "%.1f k/s [%.1f–%.1f]",
                        spread.median() / 1000,
                        spread.min() / 1000,
                        spread.max() / 1000)
                : String.format(Locale.ROOT, "%.0f/s [%.0f–%.0f]", spread.median(), spread.min(), spread.max());
    }

    /** {@code 0.42 ms}. */
    public static String millis(double millis) {
        return String.format(Locale.ROOT, millis >= 100 ? "%.0f ms" : "%.2f ms", millis);
    }

    /** A median with the least and the greatest. */
    public static String millis(Spread spread) {
        return String.format(Locale.ROOT, "%.2f ms [%.2f–%.2f]", spread.median(), spread.min(), spread.max());
    }

    /** {@code 0.95×}. */
    static String times(double ratio) {
        return String.format(Locale.ROOT, ratio >= 10 ? "%.0f×" : "%.2f×", ratio);
    }

    /** One run in a line. */
    static String summary(LoadResult result) {
        return rate(result.rate()) + " · p50 " + millis(result.latency().p50() / 1e6) + " · p99 "
                + millis(result.latency().p99() / 1e6);
    }

    /** Why a run is not complete, in a line. */
    static String trouble(Run run) {
        Counts counts = run.result().counts();
        return run.target().title() + " lost " + counts.missing() + " of " + counts.wanted() + " messages ("
                + counts.sent() + " sent, " + counts.acknowledged() + " acknowledged, " + counts.received()
                + " received)"
                + (run.result().failure().isEmpty()
                        ? ""
                        : "; given up: " + run.result().failure());
    }
}
