package io.aromabridge.app.config;

import io.aromabridge.app.config.Setting.As;
import io.aromabridge.app.config.Setting.Default;
import io.aromabridge.app.config.Setting.Doc;
import io.aromabridge.app.config.Setting.Form;
import io.aromabridge.app.config.Setting.Named;
import io.aromabridge.app.config.Setting.Range;
import io.aromabridge.app.config.Setting.Without;
import io.aromabridge.bridge.client.ClientLibrary;
import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.pace.Pace;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.queue.WhenFull;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Route.Direction;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The bridge. */
public record BridgeSection(
        @Doc("name of this bridge") @Default("aromabridge") @As(Form.NAME) String name,
        @Doc("connection to AWS IoT Core or the stand-in") Cloud cloud,
        @Doc("connection to the local broker, if not in one process with it") Local local,
        @Doc("what waits while the cloud cannot be reached") Queue queue,
        @Doc("whether its state is published on aromabridge/bridge/NAME/state of the local broker, retained")
                @Default("true")
                boolean publishState,
        @Doc("which messages go over the bridge") @Default(ROUTES) List<RouteSection> routes,
        @Doc("topics whose messages go to every device of a list") @Default("[]") @Named("fan-out")
                List<FanOutSection> fanOuts) {
    private static final String ROUTES =
            """
            - out: aromajoin/aromashooter/+/command/#
            - out: aromabridge/canary/out
            - in: aromabridge/canary/out
              as: aromabridge/canary/back
            """;
    private static final String MADE = "of the stand-in's thing bridge, made on first run";

    /** The client id in the cloud. */
    public String cloudClientId() {
        return cloud.clientId.orElse(name);
    }

    /** The client id at the local broker. */
    public String localClientId() {
        return local.clientId.orElse(name + "-local");
    }

    /** How fast, over how many connections and in what order messages leave. */
    public SendPolicy sending() {
        return new SendPolicy(cloud.connections, cloud.pace, queue.drain, queue.drainRate);
    }

    /** The connection to the cloud: with a certificate and its key, or neither. */
    @SuppressWarnings("RecordComponentNumber") // one for each key
    public record Cloud(
            @Doc("host name of the endpoint") @Default("localhost") @As(Form.HOST) String host,
            @Doc("port of the endpoint") @Default("8883") @As(Form.PORT) int port,
            @Doc("PEM file of the certificate authority") @Without(MADE) Optional<Path> ca,
            @Doc("PEM file of the certificate") @Without(MADE) Optional<Path> certificate,
            @Doc("PEM file of the private key") @Without(MADE) Optional<Path> privateKey,
            @Doc("client id in the cloud") @Without("the bridge's name") @As(Form.CLIENT_ID) Optional<String> clientId,
            @Doc("ALPN protocol to ask for; none = none")
                    @Without("x-amzn-mqtt-ca at port 443, as AWS IoT needs it there; else none")
                    @As(Form.ALPN)
                    Optional<String> alpn,
            @Doc("MQTT client: netty = our own, paho = Eclipse Paho") @Default("netty") ClientLibrary client,
            @Doc("MQTT keep alive") @Default("60s") @Range(value = "30s..1200s", step = "1s") Duration keepAlive,
            @Doc("time for a connection to be made") @Default("10s") @As(Form.TIMEOUT) Duration connectTimeout,
            @Doc("time for a publish or subscribe to be acknowledged") @Default("5s") @As(Form.TIMEOUT)
                    Duration operationTimeout,
            @Doc("publishes that wait for their PUBACK") @Default("100") @Range("1..100") int maxInFlight,
            @Doc("connections to the cloud; with several, their client ids are client-id-1, client-id-2…")
                    @Default("1")
                    @Range("1..100")
                    int connections,
            @Doc("publishes of one connection; aws-iot = within its quotas, none = no limit")
                    @Default("aws-iot")
                    @As(Form.PACE)
                    Pace pace,
            @Doc("waits between attempts to connect") Waits backoff)
            implements Configuration.CloudAddress {
        private static final int AWS_ALPN_PORT = 443;

        /** The ALPN protocol to ask for, if any. */
        public Optional<String> protocol() {
            Optional<String> usual = port == AWS_ALPN_PORT ? Optional.of("x-amzn-mqtt-ca") : Optional.empty();
            return alpn.or(() -> usual).filter(name -> !name.equals("none"));
        }
    }

    /** The waits between attempts to connect: {@code min(2^n × base, max)}; base is at most max, and less than stable. */
    public record Waits(
            @Doc("first wait; doubled with each attempt") @Default("1s") @As(Form.WAIT) Duration base,
            @Doc("longest wait") @Default("32s") @As(Form.WAIT) Duration max,
            @Doc("time a connection must hold for the first wait to return") @Default("20s") @As(Form.WAIT)
                    Duration stable) {}

    /** The connection to the local broker, used only if the bridge is a process of its own. */
    public record Local(
            @Doc("host of the local broker") @Default("127.0.0.1") @As(Form.HOST) String host,
            @Doc("port of the local broker") @Default("1883") @As(Form.PORT) int port,
            @Doc("MQTT client: netty = our own, paho = Eclipse Paho") @Default("netty") ClientLibrary client,
            @Doc("user name at the local broker") @Default("demo") @As(Form.USER) String userName,
            @Doc("file with the password alone, on one line") @Without("DATA/broker/demo.password, made on first run")
                    Optional<Path> passwordFile,
            @Doc("client id at the local broker") @Without("the bridge's name and -local") @As(Form.CLIENT_ID)
                    Optional<String> clientId) {}

    /** What is kept while the cloud cannot be reached. */
    public record Queue(
            @Doc("other defaults for the keys below; its name may stand in the section's place")
                    @Without("none")
                    @As(Form.QUEUE_PRESET)
                    Optional<String> preset,
            @Doc("in files, or in memory") @Default("durable") Kind kind,
            @Doc("where the files of a durable queue lie, of this bridge alone")
                    @Without("DATA/queue/ and the bridge's name")
                    Optional<Path> folder,
            @Doc("when files are fsynced, so that a power loss takes nothing") @Default("interval") SyncMode sync,
            @Doc("messages; -1 = no limit, 0 = keep none") @Without("100000, or 10000 in memory") @Range("-1..")
                    Optional<Integer> size,
            @Doc("bytes of their topics and payloads")
                    @Without("256MiB, or no limit with size -1")
                    @Range("1KiB..1048576MiB")
                    Optional<Long> bytes,
            @Doc("size of one file of a durable queue") @Default("8MiB") @Range("1KiB..1024MiB") long segment,
            @Doc("what becomes of messages when one more comes") @Default("drop-oldest") WhenFull whenFull,
            @Doc("what goes first while messages wait; before-new = what came first") @Default("fair") Drain drain,
            @Doc("messages that waited while the cloud was away; none = as the pace allows")
                    @Default("none")
                    @As(Form.DRAIN_RATE)
                    double drainRate) {
        /** Where messages wait. */
        public enum Kind {
            /** In files, which outlive the process. */
            DURABLE,
            /** In memory: they are lost when the process ends. */
            MEMORY
        }

        /** How much may wait. */
        public QueueLimit limit() {
            QueueLimit usual = kind == Kind.DURABLE ? QueueLimit.DURABLE_DEFAULT : QueueLimit.DEFAULT;
            int messages = size.orElse(usual.size());
            long most = messages < 0 ? messages : QueueLimit.DURABLE_DEFAULT.bytes();
            return new QueueLimit(messages, bytes.orElse(most), whenFull);
        }
    }

    /** A route, out or in. */
    public record RouteSection(
            @Doc("filter of what goes to the cloud") @Without("the route has in") Optional<TopicFilter> out,
            @Doc("filter of what comes from the cloud") @Without("the route has out") Optional<TopicFilter> in,
            @Doc("topic on the other side") @Without("the same topic") Optional<TopicName> as,
            @Doc("QoS on the other side; keep = as it came, only for out") @Default("1") @As(Form.ROUTE_QOS)
                    Route.QosRule qos,
            @Doc("how long after it came a message is still worth sending, only for out")
                    @Without("for ever")
                    @As(Form.TIME_TO_LIVE)
                    Optional<Duration> timeToLive) {
        /** As the bridge takes it. */
        public Route route() {
            Direction direction = out.isPresent() ? Direction.OUT : Direction.IN;
            return new Route(direction, out.or(() -> in).orElseThrow(), as, qos, timeToLive);
        }
    }
}
