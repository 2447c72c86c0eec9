package io.aromabridge.http.observe;

import io.aromabridge.core.metric.Sample;
import io.aromabridge.core.metric.SampleSource;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * {@code GET /metrics}: Prometheus text format 0.0.4, or OpenMetrics 1.0 if the client accepts it, with HELP and TYPE of
 * each metric. A source or metric that breaks the rules is logged and left out; the others are still served.
 */
public final class MetricsHandler implements Handler {
    private final List<SampleSource> sources;
    private final Faults faults = new Faults();
    private final ExpositionFormatWriter text =
            PrometheusTextFormatWriter.builder().build();
    private final ExpositionFormatWriter openMetrics =
            OpenMetricsTextFormatWriter.builder().build();

    /** Takes samples of these at each request. */
    public MetricsHandler(List<SampleSource> sources) {
        this.sources = List.copyOf(sources);
    }

    @Override
    public void handle(Context ctx) {
        String accept = Objects.requireNonNullElse(ctx.header("Accept"), "");
        // The library's own choice would be Protobuf for clients that accept it, which is not on the class path.
        ExpositionFormatWriter writer = openMetrics.accepts(accept) ? openMetrics : text;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, snapshots(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        ctx.contentType(writer.getContentType()).result(out.toByteArray());
    }

    private MetricSnapshots snapshots() {
        Map<String, List<Sample>> byName = new TreeMap<>();
        for (SampleSource source : sources) {
            String what = "metric source " + source.getClass().getName() + " failed";
            try {
                source.samples().forEach(sample -> byName.computeIfAbsent(sample.name(), n -> new ArrayList<>())
                        .add(sample));
                faults.works(what);
            } catch (RuntimeException e) {
                faults.failed(what, e);
            }
        }
        Map<String, MetricSnapshot> snapshots = new HashMap<>();
        byName.forEach((name, samples) -> {
            String what = "metric " + name + " left out";
            try {
                MetricSnapshot snapshot = snapshot(samples);
                MetricSnapshot other =
                        snapshots.putIfAbsent(snapshot.getMetadata().getPrometheusName(), snapshot);
                if (other != null) {
                    throw new IllegalArgumentException("a gauge and a counter are alike but for _total");
                }
                faults.works(what);
            } catch (RuntimeException e) {
                faults.failed(what, e);
            }
        });
        return new MetricSnapshots(snapshots.values());
    }

    /** All samples of one name; {@link Sample} ensures that they have one type. */
    private static MetricSnapshot snapshot(List<Sample> samples) {
        Sample first = samples.get(0);
        if (first.type() == Sample.Type.COUNTER) {
            CounterSnapshot.Builder counter =
                    CounterSnapshot.builder().name(first.name()).help(first.help());
            samples.forEach(sample -> counter.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(labels(sample))
                    .value(sample.value())
                    .build()));
            return counter.build();
        }
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(first.name()).help(first.help());
        samples.forEach(sample -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(labels(sample))
                .value(sample.value())
                .build()));
        return gauge.build();
    }

    private static Labels labels(Sample sample) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        sample.labels().forEach((name, value) -> {
            names.add(name);
            values.add(value);
        });
        return Labels.of(names, values);
    }
}
