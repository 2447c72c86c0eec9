package io.aromabridge.broker.sys;

import io.aromabridge.broker.sys.BrokerCounts.Traffic;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The counters that dashboards read, below {@code $SYS/broker}, under mosquitto's names and in its forms (mosquitto(8),
 * "Broker status"). Retained, QoS 0, each published when its value has changed. Not thread-safe.
 */
public final class SysTopics {
    private static final String ROOT = "$SYS/broker/";
    private static final Map<String, Double> MINUTES = Map.of("1min", 1.0, "5min", 5.0, "15min", 15.0);

    private final Supplier<BrokerCounts> counts;
    private final Consumer<Message> publisher;
    private final InstantSource clock;
    private final Instant started;
    private final Map<String, LoadAverage> loads = new HashMap<>();
    private final Map<String, String> published = new HashMap<>();
    private Instant last;
    private int mostClients;

    /**
     * Counters of a broker that has just started.
     *
     * @param version how the broker calls itself
     * @param publisher takes each message; never throws
     */
    public SysTopics(String version, Supplier<BrokerCounts> counts, Consumer<Message> publisher, InstantSource clock) {
        this.counts = counts;
        this.publisher = publisher;
        this.clock = clock;
        this.started = clock.instant();
        this.last = started;
        publish("version", version);
    }

    /** Publishes what has changed since the last time. */
    public void update() {
        BrokerCounts now = counts.get();
        Instant at = clock.instant();
        publish("uptime", Duration.between(started, at).toSeconds() + " seconds");
        clients(now);
        traffic("messages", now.packets());
        traffic("bytes", now.bytes());
        traffic("publish/messages", now.publishes());
        traffic("publish/bytes", now.publishBytes());
        publish("publish/messages/dropped", now.dropped());
        publish("subscriptions/count", now.subscriptions());
        publish("retained messages/count", now.retained());
        publish("store/messages/count", now.stored());
        publish("messages/stored", now.stored());
        double seconds = Duration.between(last, at).toNanos() / 1e9;
        if (seconds > 0) {
            loads(now, seconds);
            last = at;
        }
    }

    private void clients(BrokerCounts now) {
        int total = now.connected() + now.disconnected();
        mostClients = Math.max(mostClients, total);
        publish("clients/connected", now.connected());
        publish("clients/active", now.connected());
        publish("clients/disconnected", now.disconnected());
        publish("clients/inactive", now.disconnected());
        publish("clients/total", total);
        publish("clients/maximum", mostClients);
    }

    private void traffic(String name, Traffic traffic) {
        publish(name + "/received", traffic.received());
        publish(name + "/sent", traffic.sent());
    }

    private void loads(BrokerCounts now, double seconds) {
        Map<String, Long> counters = Map.of(
                "messages/received", now.packets().received(),
                "messages/sent", now.packets().sent(),
                "bytes/received", now.bytes().received(),
                "bytes/sent", now.bytes().sent(),
                "publish/received", now.publishes().received(),
                "publish/sent", now.publishes().sent(),
                "publish/dropped", now.dropped(),
                "sockets", now.sockets(),
                "connections", now.connections());
        counters.forEach((name, count) -> MINUTES.forEach((label, minutes) -> {
            String topic = "load/" + name + "/" + label;
            double load = loads.computeIfAbsent(topic, unused -> new LoadAverage(minutes))
                    .next(count, seconds);
            publish(topic, String.format(Locale.ROOT, "%.2f", load));
        }));
    }

    private void publish(String name, long value) {
        publish(name, Long.toString(value));
    }

    private void publish(String name, String value) {
        if (!value.equals(published.put(name, value))) {
            publisher.accept(new Message(
                    TopicName.of(ROOT + name),
                    Payload.copyOf(value.getBytes(StandardCharsets.UTF_8)),
                    QoS.AT_MOST_ONCE,
                    true));
        }
    }
}
