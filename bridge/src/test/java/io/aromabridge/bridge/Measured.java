package io.aromabridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.core.health.HealthCheck;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.metric.Sample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What a bridge tells of itself, for a test to look at; as its journal it tells when a message has arrived. */
final class Measured implements Journal {
    private final LinkedBlockingQueue<Hop> forwarded = new LinkedBlockingQueue<>();

    @Override
    public void record(Hop hop) {
        if (hop.step() == Hop.Step.FORWARDED) {
            forwarded.add(hop);
        }
    }

    @Override
    public List<Hop> hops() {
        return List.copyOf(forwarded);
    }

    /** Waits until this many messages more are acknowledged. */
    void awaitForwarded(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            Hop hop = forwarded.poll(10, TimeUnit.SECONDS);
            assertEquals(count, hop == null ? i : count, "messages forwarded within 10 s");
        }
    }

    /**
     * The samples by {@code name{labels}}, without {@code aroma_bridge_}, the label of the bridge, and that of a first
     * connection.
     */
    static Map<String, Double> samples(Bridge bridge) {
        Map<String, Double> samples = new TreeMap<>();
        for (Sample sample : bridge.samples()) {
            Map<String, String> labels = new TreeMap<>(sample.labels());
            assertEquals("bridge", labels.remove("bridge"), "the bridge's name in " + sample);
            boolean unused = labels.remove("connection", "1");
            Double twice = samples.put(sample.name().substring("aroma_bridge_".length()) + labels, sample.value());
            assertEquals(null, twice, "other values of " + sample);
        }
        return samples;
    }

    /** The samples of a link, except times and bytes, that are not zero: {@code connected 1, queue_depth 3}. */
    static String nonZero(Bridge bridge, String link) {
        return samples(bridge).entrySet().stream()
                .filter(e -> e.getKey().contains("link=" + link)
                        && !e.getKey().matches(".*(seconds|bytes).*")
                        && e.getValue() != 0)
                .map(e -> e.getKey().replace("{link=" + link + "}", "").replace("link=" + link + ", ", "") + " "
                        + e.getValue().longValue())
                .collect(Collectors.joining(", "));
    }

    static double value(Bridge bridge, String name, String link) {
        return samples(bridge).getOrDefault(name + "{link=" + link + "}", Double.NaN);
    }

    static double value(Bridge bridge, String name, String link, int connection) {
        String label = connection == 1 ? "" : "connection=" + connection + ", ";
        return samples(bridge).getOrDefault(name + "{" + label + "link=" + link + "}", Double.NaN);
    }

    /** What the only health check of a bridge says. */
    static String health(Bridge bridge) {
        List<HealthCheck> checks = bridge.healthChecks();
        assertEquals(
                List.of("bridge queue"), checks.stream().map(HealthCheck::name).toList());
        return checks.get(0).problem().now().orElse("fine");
    }
}
