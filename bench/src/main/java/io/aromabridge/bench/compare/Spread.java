package io.aromabridge.bench.compare;

import java.util.List;

/** The middle of several measurements, with the least and the greatest. */
public record Spread(double median, double min, double max) {
    /** Of at least one value; of an even number the median is the mean of the middle two. */
    public static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }
}
