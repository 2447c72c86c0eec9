package io.aromabridge.bridge;

import io.aromabridge.bridge.link.LinkCounters;
import io.aromabridge.bridge.link.LinkState;
import io.aromabridge.bridge.queue.DropReason;
import io.aromabridge.bridge.queue.QueueCounters;
import io.aromabridge.certs.connect.BreakReason;
import io.aromabridge.core.metric.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The metrics of one bridge at one moment; all begin with {@code aroma_bridge_}. */
final class BridgeSamples {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    private final Instant now;
    private final List<Sample> samples = new ArrayList<>();

    private BridgeSamples(Instant now) {
        this.now = now;
    }

    static List<Sample> of(String bridge, List<BridgePartition> partitions, Instant now) {
        BridgeSamples made = new BridgeSamples(now);
        for (BridgePartition partition : partitions) {
            Map<String, String> labels = Map.of(
                    "bridge", bridge, "link", partition.name(), "connection", String.valueOf(partition.connection()));
            made.queue(labels, partition.queue().counters());
            made.link(labels, partition.state(), partition.linkCounters());
        }
        return List.copyOf(made.samples);
    }

    private void queue(Map<String, String> labels, QueueCounters queue) {
        counter("queued_total", "Messages taken into the queue of a link.", labels, queue.queued());
        counter(
                "sent_total",
                "Messages published over a link; one that is sent again counts again.",
                labels,
                queue.sent());
        counter(
                "acknowledged_total",
                "Messages that the other side of a link has: acknowledged with PUBACK, or written with QoS 0.",
                labels,
                queue.acknowledged());
        for (DropReason reason : DropReason.values()) {
            samples.add(counted(
                            "dropped_total",
                            "Messages given up, by reason.",
                            labels,
                            queue.dropped().getOrDefault(reason, 0L))
                    .with("reason", reason.label()));
        }
        gauge("queue_depth", "Messages held for a link now, those in flight too.", labels, queue.depth());
        gauge("queue_bytes", "Bytes of topics and payloads of the messages held for a link now.", labels, (double)
                queue.bytes());
        gauge("in_flight", "Messages published over a link now and not yet acknowledged.", labels, queue.inFlight());
        gauge(
                "oldest_seconds",
                "How long the oldest message has waited that the other side has not acknowledged; 0 if none does.",
                labels,
                seconds(queue.oldest(now)));
        gauge(
                "last_acknowledged_timestamp_seconds",
                "When the other side of a link acknowledged a message last, as Unix time; 0 if never.",
                labels,
                queue.lastAcknowledged()
                        .map(at -> at.toEpochMilli() / MILLIS_PER_SECOND)
                        .orElse(0.0));
    }

    private void link(Map<String, String> labels, LinkState state, LinkCounters link) {
        counter(
                "received_total",
                "Messages that came over a link; one that comes again counts again.",
                labels,
                link.received());
        gauge(
                "connected",
                "1 while a link is connected and subscribed, else 0.",
                labels,
                state instanceof LinkState.Online ? 1 : 0);
        counter("connects_total", "Times that a link came online.", labels, link.connects());
        for (BreakReason reason : BreakReason.values()) {
            samples.add(counted(
                            "link_failures_total",
                            "Attempts of a link to connect that failed, and connections that broke, by reason.",
                            labels,
                            link.breaks().getOrDefault(reason, 0L))
                    .with("reason", reason.label()));
        }
        gauge(
                "backoff_seconds",
                "How long a link waits, in whole, before its next try to connect; 0 unless it waits.",
                labels,
                state instanceof LinkState.Waiting waiting ? seconds(waiting.delay()) : 0);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }

    private void counter(String name, String help, Map<String, String> labels, long value) {
        samples.add(counted(name, help, labels, value));
    }

    private static Sample counted(String name, String help, Map<String, String> labels, long value) {
        return new Sample("aroma_bridge_" + name, Sample.Type.COUNTER, help, labels, (double) value);
    }

    private void gauge(String name, String help, Map<String, String> labels, double value) {
        samples.add(new Sample("aroma_bridge_" + name, Sample.Type.GAUGE, help, labels, value));
    }
}
