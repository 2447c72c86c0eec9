package io.aromabridge.app.config;

import static io.aromabridge.app.config.CommonKeys.CLIENT_ID;
import static io.aromabridge.app.config.CommonKeys.NAME;
import static io.aromabridge.app.config.CommonKeys.PORT;
import static io.aromabridge.app.config.CommonKeys.TIMEOUT;
import static io.aromabridge.app.config.CommonKeys.USER;
import static io.aromabridge.app.config.CommonKeys.WAIT;
import static io.aromabridge.app.config.CommonKeys.credential;
import static io.aromabridge.app.config.CommonKeys.passwordOfUser;
import static io.aromabridge.app.config.schema.Key.many;
import static io.aromabridge.app.config.schema.Key.optional;
import static io.aromabridge.app.config.schema.Key.section;
import static io.aromabridge.app.config.schema.Key.setting;

import io.aromabridge.app.config.schema.Key;
import io.aromabridge.app.config.schema.Shape.ListOf;
import io.aromabridge.app.config.schema.Shape.Section;
import io.aromabridge.app.config.schema.Type.Bool;
import io.aromabridge.app.config.schema.Type.Choice;
import io.aromabridge.app.config.schema.Type.FilePath;
import io.aromabridge.app.config.schema.Type.Filter;
import io.aromabridge.app.config.schema.Type.Host;
import io.aromabridge.app.config.schema.Type.Rate;
import io.aromabridge.app.config.schema.Type.Size;
import io.aromabridge.app.config.schema.Type.Time;
import io.aromabridge.app.config.schema.Type.Topic;
import io.aromabridge.app.config.schema.Type.Whole;
import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.pace.Pace;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of the bridge. */
final class BridgeKeys {
    /** The preset with the offline queue of the AWS IoT device SDK. */
    private static final String SDK = "aws-iot-sdk";

    private static final Map<String, Object> PACES = paces();

    private BridgeKeys() {}

    private static Map<String, Object> paces() {
        Map<String, Object> paces = new LinkedHashMap<>();
        paces.put("aws-iot", Pace.AWS_IOT);
        paces.put("none", Pace.NONE);
        return paces;
    }

    static Section bridge() {
        return Section.of(
                setting("name", NAME, "aromabridge", "name of this bridge"),
                section("cloud", bridgeCloud(), "connection to AWS IoT Core or the stand-in"),
                section("local", bridgeLocal(), "connection to the local broker, if not in one process with it"),
                section("queue", queue(), "what waits while the cloud cannot be reached"),
                setting(
                        "publish-state",
                        new Bool(),
                        "true",
                        "whether its state is told on aromabridge/bridge/NAME/state of the local broker, retained"),
                many(
                        "routes",
                        new ListOf(route()),
                        """
                        - out: aromajoin/aromashooter/+/command/#
                        - out: aromabridge/canary/out
                        - in: aromabridge/canary/out
                          as: aromabridge/canary/back
                        """,
                        "which messages go over the bridge"),
                FanOutKeys.fanOuts());
    }

    private static Section bridgeCloud() {
        return Section.of(
                        setting("host", new Host(), "localhost", "host name of the endpoint"),
                        setting("port", PORT, "8883", "port of the endpoint"),
                        credential("ca", "of the stand-in's thing bridge", "PEM file of the certificate authority"),
                        credential("certificate", "of the stand-in's thing bridge", "PEM file of the certificate"),
                        credential("private-key", "of the stand-in's thing bridge", "PEM file of the private key"),
                        optional("client-id", CLIENT_ID, "the bridge's name", "client id in the cloud"),
                        setting("keep-alive", new Time("30s", "1200s", "1s"), "60s", "MQTT keep alive"),
                        setting("connect-timeout", TIMEOUT, "10s", "time for a connection to be made"),
                        setting(
                                "operation-timeout",
                                TIMEOUT,
                                "5s",
                                "time for a publish or subscribe to be acknowledged"),
                        setting("max-in-flight", new Whole(1, 100), "100", "publishes that wait for their PUBACK"),
                        setting(
                                "connections",
                                new Whole(1, 100),
                                "1",
                                "connections to the cloud; with several, their client ids are client-id-1, client-id-2…"),
                        setting(
                                "pace",
                                new Rate("1/s", "100000/s", true, PACES),
                                "aws-iot",
                                "publishes of one connection; aws-iot = within its quotas, none = no limit"),
                        section("backoff", backoff(), "waits between attempts to connect"))
                .where(Rules::certificateAndKey);
    }

    private static Section backoff() {
        return Section.of(
                        setting("base", WAIT, "1s", "first wait; doubled with each attempt"),
                        setting("max", WAIT, "32s", "longest wait"),
                        setting("stable", WAIT, "20s", "time a connection must hold for the first wait to return"))
                .where(Rules::backoff);
    }

    private static Section bridgeLocal() {
        return Section.of(
                setting("host", new Host(), "127.0.0.1", "host of the local broker"),
                setting("port", PORT, "1883", "port of the local broker"),
                setting("user-name", USER, "demo", "user name at the local broker"),
                passwordOfUser(),
                optional("client-id", CLIENT_ID, "the bridge's name and -local", "client id at the local broker"));
    }

    private static Section queue() {
        return Section.of(
                        optional(
                                Section.PRESET,
                                new Choice(Map.of(SDK, SDK)),
                                "none",
                                "other defaults for the keys below; its name may stand in the section's place"),
                        setting("kind", Choice.of(BridgeSection.Queue.Kind.class), "durable", "in files, or in memory"),
                        optional(
                                "folder",
                                new FilePath(),
                                "DATA/queue/ and the bridge's name",
                                "where the files of a durable queue lie, of this bridge alone"),
                        setting(
                                "sync",
                                Choice.of(BridgeSection.Queue.Sync.class),
                                "interval",
                                "when files are forced to the disk, so that a power loss takes nothing"),
                        queueSize(),
                        queueBytes(),
                        setting("segment", new Size("1KiB", "1024MiB"), "8MiB", "size of one file of a durable queue"),
                        setting(
                                "when-full",
                                Choice.of(BridgeSection.Queue.WhenFull.class),
                                "drop-oldest",
                                "what becomes of messages when one more comes"),
                        drain(),
                        drainRate())
                // The defaults of the AWS IoT device SDK for Python.
                .preset(
                        SDK,
                        Map.of("size", "20", "when-full", "drop-newest", "drain", "before-new", "drain-rate", "2/s"));
    }

    private static Key queueSize() {
        return optional(
                "size",
                new Whole(-1, Integer.MAX_VALUE),
                "100000, or 10000 in memory",
                "messages; -1 = no limit, 0 = keep none");
    }

    private static Key queueBytes() {
        return optional(
                "bytes",
                new Size("1KiB", "1048576MiB"),
                "256MiB, or no limit with size -1",
                "bytes of their topics and payloads");
    }

    private static Key drain() {
        return setting(
                "drain",
                Choice.of(Drain.class),
                "fair",
                "what goes first while messages wait; before-new = what came first");
    }

    private static Key drainRate() {
        return setting(
                "drain-rate",
                new Rate("0.001/s", "100000/s", false, Map.of("none", 0.0)),
                "none",
                "messages that waited while the cloud was away; none = as the pace allows");
    }

    private static Section route() {
        Map<String, Object> qos = new LinkedHashMap<>();
        for (String level : new String[] {"0", "1", "keep"}) {
            qos.put(level, level);
        }
        return Section.of(
                        optional("out", new Filter(), "the route has in", "filter of what goes to the cloud"),
                        optional("in", new Filter(), "the route has out", "filter of what comes from the cloud"),
                        optional("as", new Topic(), "the same topic", "topic on the other side"),
                        setting("qos", new Choice(qos), "1", "QoS on the other side; keep = as it came, only for out"),
                        optional(
                                "time-to-live",
                                new Time("1ms", "8760h"),
                                "for ever",
                                "how long after it came a message is still worth sending, only for out"))
                .where(Rules::route);
    }
}
