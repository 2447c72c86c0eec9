package io.aromabridge.app.config;

import io.aromabridge.app.config.schema.Fields;
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
 */
public record BridgeSection(String name, Cloud cloud, Local local, Queue queue, List<Route> routes) {
    /** Keeps its own copy. */
    public BridgeSection {
        routes = List.copyOf(routes);
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
     * @param size in messages; -1 is without limit, 0 keeps none
     */
    public record Queue(int size, WhenFull whenFull) {
        /** Which message is dropped when one more comes. */
        public enum WhenFull {
            /** The oldest that waits. */
            DROP_OLDEST,
            /** The one that comes. */
            DROP_NEWEST
        }
    }

    /**
     * Which messages go over the bridge.
     *
     * @param as the topic on the other side; empty: the same. Only with a filter without wildcards
     * @param qos to publish with on the other side; empty: that of the message, which only {@code OUT} may ask for
     */
    public record Route(Direction direction, TopicFilter filter, Optional<TopicName> as, Optional<QoS> qos) {
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
                    qos.equals("keep") ? Optional.empty() : Optional.of(QoS.of(Integer.parseInt(qos))));
        }
    }

    static BridgeSection of(Fields fields) {
        String name = fields.get("name", String.class);
        Fields queue = fields.get("queue", Fields.class);
        return new BridgeSection(
                name,
                Cloud.of(fields.get("cloud", Fields.class), name),
                Local.of(fields.get("local", Fields.class), name),
                new Queue(queue.get("size", Integer.class), queue.get("when-full", Queue.WhenFull.class)),
                fields.list("routes", Fields.class).stream().map(Route::of).toList());
    }
}
