package io.aromabridge.broker.sys;

import io.aromabridge.broker.sys.BrokerCounts.Traffic;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
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
    private static final TopicFilter BRIDGE_STATE = TopicFilter.of(ROOT + "connection/+/state");
    private static final Map<String, Double> MINUTES = Map.of("1min", 1.0, "5min", 5.0, "15min", 15.0);

    private final Supplier<BrokerCounts> counts;
    private final Consumer<Message> publish;
    private final InstantSource clock;
    private final Instant started;
    private final Map<String, LoadAverage> loads = new HashMap<>();
    private final Map<String, String> published = new HashMap<>();
    private Instant last;
    private int mostClients;

    /**
     * Whether a topic is the broker's own, so that no client may publish there. A bridge of mosquitto's says there how it
     * is ({@code $SYS/broker/connection/NAME/state}); that is let through, as mosquitto does.
     */
    public static boolean reserves(TopicName topic) {
        String text = topic.value();
        boolean sys = text.equals("$SYS") || text.startsWith("$SYS/");
        return sys && !BRIDGE_STATE.matches(topic);
    }

    /**
     * Counters of a broker that has just started.
     *
     * @param version how the broker calls itself
     * @param publish takes each message; never throws
     */
    public SysTopics(String version, Supplier<BrokerCounts> counts, Consumer<Message> publish, InstantSource clock) {
        this.counts = counts;
        this.publish = publish;
        this.clock = clock;
        this.started = clock.instant();
        this.last = started;
        say("version", version);
    }

    /** Publishes what has changed since the last time. */
    public void update() {
        BrokerCounts now = counts.get();
        Instant at = clock.instant();
        say("uptime", Duration.between(started, at).toSeconds() + " seconds");
        clients(now);
        traffic("messages", now.packets());
        traffic("bytes", now.bytes());
        traffic("publish/messages", now.publishes());
        traffic("publish/bytes", now.publishBytes());
        say("publish/messages/dropped", now.dropped());
        say("subscriptions/count", now.subscriptions());
        say("retained messages/count", now.retained());
        say("store/messages/count", now.stored());
        say("messages/stored", now.stored());
        double seconds = Duration.between(last, at).toNanos() / 1e9;
        if (seconds > 0) {
            loads(now, seconds);
            last = at;
        }
    }

    private void clients(BrokerCounts now) {
        int total = now.connected() + now.disconnected();
        mostClients = Math.max(mostClients, total);
        say("clients/connected", now.connected());
        say("clients/active", now.connected());
        say("clients/disconnected", now.disconnected());
        say("clients/inactive", now.disconnected());
        say("clients/total", total);
        say("clients/maximum", mostClients);
    }

    private void traffic(String name, Traffic traffic) {
        say(name + "/received", traffic.received());
        say(name + "/sent", traffic.sent());
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
            say(topic, String.format(Locale.ROOT, "%.2f", load));
        }));
    }

    private void say(String name, long value) {
        say(name, Long.toString(value));
    }

    private void say(String name, String value) {
        if (!value.equals(published.put(name, value))) {
            publish.accept(new Message(
                    TopicName.of(ROOT + name),
                    Payload.copyOf(value.getBytes(StandardCharsets.UTF_8)),
                    QoS.AT_MOST_ONCE,
                    true));
        }
    }
}
