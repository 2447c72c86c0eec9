package io.aromabridge.app.config;

import io.aromabridge.app.config.schema.Fields;
import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.pace.Pace;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The bridge.
 *
 * @param name letters, digits, {@code _} and {@code -}
 * @param local used only if the bridge is a process of its own
 * @param sending of {@code cloud.connections}, {@code cloud.pace}, {@code queue.drain} and {@code queue.drain-rate}
 * @param publishState whether its state is told on the local broker
 */
public record BridgeSection(
        String name,
        Cloud cloud,
        Local local,
        Queue queue,
        SendPolicy sending,
        boolean publishState,
        List<Route> routes,
        List<FanOutSection> fanOuts) {
    /** Keeps its own copies. */
    public BridgeSection {
        routes = List.copyOf(routes);
        fanOuts = List.copyOf(fanOuts);
    }

    /**
     * The connection to the cloud.
     *
     * @param ca certificate of the authority that signed the server's; this and the next two: PEM files, empty for those
     *     of the thing {@code bridge} of the stand-in
     * @param privateKey given if and only if {@code certificate} is
     * @param clientId the bridge's name if none is given
     * @param keepAlive whole seconds, 30 to 1200
     * @param maxInFlight 1 to 100
     */
    public record Cloud(
            String host,
            int port,
            Optional<Path> ca,
            Optional<Path> certificate,
            Optional<Path> privateKey,
            String clientId,
            Duration keepAlive,
            Duration connectTimeout,
            Duration operationTimeout,
            int maxInFlight,
            Backoff backoff) {

        private static Cloud of(Fields fields, String bridge) {
            return new Cloud(
                    fields.get("host", String.class),
                    fields.get("port", Integer.class),
                    fields.find("ca", Path.class),
                    fields.find("certificate", Path.class),
                    fields.find("private-key", Path.class),
                    fields.find("client-id", String.class).orElse(bridge),
                    fields.get("keep-alive", Duration.class),
                    fields.get("connect-timeout", Duration.class),
                    fields.get("operation-timeout", Duration.class),
                    fields.get("max-in-flight", Integer.class),
                    Backoff.of(fields.get("backoff", Fields.class)));
        }
    }

    /**
     * The waits between attempts to connect: {@code min(2^n × base, max)}.
     *
     * @param base at most {@code max}, less than {@code stable}
     * @param stable how long a connection must hold for n to be 0 again
     */
    public record Backoff(Duration base, Duration max, Duration stable) {
        private static Backoff of(Fields fields) {
            return new Backoff(
                    fields.get("base", Duration.class),
                    fields.get("max", Duration.class),
                    fields.get("stable", Duration.class));
        }
    }

    /**
     * The connection to the local broker.
     *
     * @param passwordFile holds the password alone, on one line; empty: {@code DATA/broker/demo.password}
     * @param clientId the bridge's name and {@code -local} if none is given
     */
    public record Local(String host, int port, String userName, Optional<Path> passwordFile, String clientId) {
        private static Local of(Fields fields, String bridge) {
            return new Local(
                    fields.get("host", String.class),
                    fields.get("port", Integer.class),
                    fields.get("user-name", String.class),
                    fields.find("password-file", Path.class),
                    fields.find("client-id", String.class).orElse(bridge + "-local"));
        }
    }

    /**
     * What is kept while the cloud cannot be reached.
     *
     * @param folder of a durable queue; empty: {@code DATA/queue/} and the bridge's name
     * @param sync of a durable queue
     * @param size in messages; -1 is without limit, 0 keeps none
     * @param bytes of their topics and payloads; -1 is without limit
     * @param segment size of one file of a durable queue, 1 KiB to 1 GiB
     */
    public record Queue(
            Kind kind, Optional<Path> folder, Sync sync, int size, long bytes, int segment, WhenFull whenFull) {
        private static final int DURABLE_SIZE = 100_000;
        private static final int MEMORY_SIZE = 10_000;
        private static final long BYTES = 256L << 20;
        private static final int NO_LIMIT = -1;

        /** Where messages wait. */
        public enum Kind {
            /** In files, which outlive the process. */
            DURABLE,
            /** In memory: they are lost when the process ends. */
            MEMORY
        }

        /** When files are forced to the disk. */
        public enum Sync {
            /** When the operating system likes. */
            NEVER,
            /** At most 5 ms or 100 messages later. */
            INTERVAL,
            /** Before a message is acknowledged. */
            ALWAYS
        }

        /** What becomes of messages when one more comes. */
        public enum WhenFull {
            /** The oldest that waits is dropped. */
            DROP_OLDEST,
            /** The one that comes is dropped. */
            DROP_NEWEST,
            /** At most one of each topic waits, the latest; if that is not enough, the oldest is dropped. */
            KEEP_LATEST_PER_TOPIC,
            /** The one that comes is refused. */
            REJECT
        }

        private static Queue of(Fields fields) {
            Kind kind = fields.get("kind", Kind.class);
            int size = fields.find("size", Integer.class).orElse(kind == Kind.DURABLE ? DURABLE_SIZE : MEMORY_SIZE);
            return new Queue(
                    kind,
                    fields.find("folder", Path.class),
                    fields.get("sync", Sync.class),
                    size,
                    fields.find("bytes", Long.class).orElse(size == NO_LIMIT ? NO_LIMIT : BYTES),
                    Math.toIntExact(fields.get("segment", Long.class)),
                    fields.get("when-full", WhenFull.class));
        }
    }

    /**
     * Which messages go over the bridge.
     *
     * @param as the topic on the other side; empty: the same. Only with a filter without wildcards
     * @param qos to publish with on the other side; empty: that of the message, which only {@code OUT} may ask for
     * @param timeToLive how long after it came a message is still worth sending; empty: for ever, as always for
     *     {@code IN}
     */
    public record Route(
            Direction direction,
            TopicFilter filter,
            Optional<TopicName> as,
            Optional<QoS> qos,
            Optional<Duration> timeToLive) {
        /** Which way messages go. */
        public enum Direction {
            /** From the local broker to the cloud. */
            OUT,
            /** From the cloud to the local broker. */
            IN
        }

        private static Route of(Fields fields) {
            Optional<TopicFilter> out = fields.find("out", TopicFilter.class);
            String qos = fields.get("qos", String.class);
            return new Route(
                    out.isPresent() ? Direction.OUT : Direction.IN,
                    out.orElseGet(() -> fields.get("in", TopicFilter.class)),
                    fields.find("as", TopicName.class),
                    qos.equals("keep") ? Optional.empty() : Optional.of(QoS.of(Integer.parseInt(qos))),
                    fields.find("time-to-live", Duration.class));
        }
    }

    static BridgeSection of(Fields fields) {
        String name = fields.get("name", String.class);
        return new BridgeSection(
                name,
                Cloud.of(fields.get("cloud", Fields.class), name),
                Local.of(fields.get("local", Fields.class), name),
                Queue.of(fields.get("queue", Fields.class)),
                sending(fields.get("cloud", Fields.class), fields.get("queue", Fields.class)),
                fields.get("publish-state", Boolean.class),
                fields.list("routes", Fields.class).stream().map(Route::of).toList(),
                fields.list("fan-out", Fields.class).stream()
                        .map(FanOutSection::of)
                        .toList());
    }

    private static SendPolicy sending(Fields cloud, Fields queue) {
        Object pace = cloud.get("pace", Object.class);
        return new SendPolicy(
                cloud.get("connections", Integer.class),
                pace instanceof Double rate ? new Pace(rate.intValue(), 0) : (Pace) pace,
                queue.get("drain", Drain.class),
                queue.get("drain-rate", Double.class));
    }
}
