package io.aromabridge.app.config;

import static io.aromabridge.app.config.schema.Key.many;
import static io.aromabridge.app.config.schema.Key.optional;
import static io.aromabridge.app.config.schema.Key.required;
import static io.aromabridge.app.config.schema.Key.section;
import static io.aromabridge.app.config.schema.Key.setting;

import io.aromabridge.app.config.schema.Key;
import io.aromabridge.app.config.schema.Shape.ListOf;
import io.aromabridge.app.config.schema.Shape.MapOf;
import io.aromabridge.app.config.schema.Shape.Scalar;
import io.aromabridge.app.config.schema.Shape.Section;
import io.aromabridge.app.config.schema.Type;
import io.aromabridge.app.config.schema.Type.Bool;
import io.aromabridge.app.config.schema.Type.Choice;
import io.aromabridge.app.config.schema.Type.FilePath;
import io.aromabridge.app.config.schema.Type.Filter;
import io.aromabridge.app.config.schema.Type.Host;
import io.aromabridge.app.config.schema.Type.Port;
import io.aromabridge.app.config.schema.Type.Size;
import io.aromabridge.app.config.schema.Type.Text;
import io.aromabridge.app.config.schema.Type.Time;
import io.aromabridge.app.config.schema.Type.Topic;
import io.aromabridge.app.config.schema.Type.Whole;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every setting: its key, type, range, default and meaning. All else that knows settings takes them from here. */
final class SettingsTable {
    private static final Type NAME = new Text("a name", "[A-Za-z0-9_-]{1,100}", "up to 100 letters, digits, _ and -");
    private static final Type SERIAL = new Text("a serial", "AS\\w{8}", "AS and eight letters or digits");
    private static final Type CLIENT_ID =
            new Text("a client id", "[!-~]{1,128}", "up to 128 ASCII characters without spaces");
    private static final Type USER =
            new Text("a user name", "[^:\\x00-\\x1f\\x7f]{1,255}", "up to 255 characters without :");
    private static final Type SCENT = new Text("a name", "[^\\x00-\\x1f\\x7f]{1,100}", "up to 100 characters");
    private static final Type PATH = new Text("a path", "/[!-~]{0,199}", "/ and up to 199 ASCII characters");
    private static final Type LISTENER = new Port(0);
    private static final Type PORT = new Port(1);
    private static final Type WAIT = new Time("1ms", "24h");
    private static final Type TIMEOUT = new Time("100ms", "10m");
    private static final Type SIDE = Choice.of(SimulatorSection.Side.class);

    /** The whole file. */
    static final Section ROOT = Section.of(
            section("broker", broker(), "the local broker"),
            section("cloud", cloud(), "the stand-in for AWS IoT Core"),
            section("bridge", bridge(), "between the local broker and the cloud"),
            section("simulator", simulator(), "simulated devices"),
            section("dashboard", dashboard(), "HTTP: health, metrics, state"));

    private SettingsTable() {}

    private static Section broker() {
        return Section.of(
                        setting("host", new Host(), "127.0.0.1", "address to bind"),
                        setting("port", LISTENER, "1883", "MQTT; 0 = any free port"),
                        optional(
                                "password-file",
                                new FilePath(),
                                "DATA/broker/passwords, made on first run with the user demo",
                                "mosquitto password file"),
                        setting("allow-anonymous", new Bool(), "false", "whether clients without user name are let in"),
                        setting("max-packet-size", new Size("1KiB", "256MiB"), "256KiB", "largest MQTT packet"),
                        setting("max-client-id-bytes", new Whole(23, 65_535), "256", "longest client id"),
                        setting("max-topic-levels", new Whole(1, 1000), "64", "deepest topic or topic filter"),
                        setting("connect-timeout", TIMEOUT, "10s", "time a client has to send CONNECT"),
                        section("websocket", webSocket(), "MQTT over WebSocket, with the rules above"),
                        many("listeners", new ListOf(listener()), "[]", "further listeners, each with its own rules"))
                .where(Rules::listenerNames);
    }

    private static Section webSocket() {
        return Section.of(
                setting("enabled", new Bool(), "true", "whether there is one"),
                setting("port", LISTENER, "8083", "0 = any free port"),
                setting("path", PATH, "/mqtt", "path of the URL"));
    }

    private static Section listener() {
        return Section.of(
                        required("name", NAME, "secure", "name in the log"),
                        setting("host", new Host(), "127.0.0.1", "address to bind"),
                        required("port", LISTENER, "8885", "0 = any free port"),
                        setting("transport", Choice.of(BrokerSection.Transport.class), "tcp", "tcp or websocket"),
                        setting("path", PATH, "/mqtt", "path of the URL, for websocket"),
                        setting("tls", new Bool(), "false", "whether it speaks TLS"),
                        many(
                                "certificates",
                                new ListOf(serverCertificate()),
                                "[]",
                                "server certificates, chosen by SNI; none = one of the development authority"),
                        setting(
                                "client-certificate",
                                Choice.of(BrokerSection.ClientCertificate.class),
                                "none",
                                "whether a client shows one, instead of a password"),
                        optional("client-ca", new FilePath(), "the development authority", "who signs them"),
                        setting("allow-anonymous", new Bool(), "false", "whether clients without user name are let in"),
                        setting("max-packet-size", new Size("1KiB", "256MiB"), "256KiB", "largest MQTT packet"))
                .where(Rules::listener);
    }

    private static Section serverCertificate() {
        return Section.of(
                required("certificate", new FilePath(), "certs/own/server.crt", "PEM file of the certificate"),
                required("private-key", new FilePath(), "certs/own/server.key", "PEM file of the private key"));
    }

    private static Section dashboard() {
        return Section.of(
                setting("host", new Host(), "127.0.0.1", "address to bind"),
                setting("port", LISTENER, "8080", "0 = any free port; one part alone serves HTTP only if this is set"),
                many("names", new ListOf(new Scalar(new Host())), "[]", "further host names that browsers may use"));
    }

    private static Section cloud() {
        return Section.of(
                setting("host", new Host(), "127.0.0.1", "address to bind"),
                setting("port", LISTENER, "8883", "mutual TLS; 0 = any free port"),
                setting("alpn-port", LISTENER, "4443", "mutual TLS with ALPN, AWS's port 443; 0 = any free port"),
                many("names", new ListOf(new Scalar(new Host())), "[]", "further names in the server's certificate"),
                setting("sni", Choice.of(CloudSection.Sni.class), "warn", "how a client without SNI is met"),
                optional("registry", new FilePath(), "DATA/cloud", "folder of registered things"));
    }

    private static Section bridge() {
        return Section.of(
                setting("name", NAME, "aromabridge", "name of this bridge"),
                section("cloud", bridgeCloud(), "connection to AWS IoT Core or the stand-in"),
                section("local", bridgeLocal(), "connection to the local broker, if not in one process with it"),
                section("queue", queue(), "what waits while the cloud cannot be reached"),
                many(
                        "routes",
                        new ListOf(route()),
                        """
                        - out: aromajoin/aromashooter/+/command/#
                        - out: aromabridge/canary/out
                        - in: aromabridge/canary/out
                          as: aromabridge/canary/back
                        """,
                        "which messages go over the bridge"));
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
                setting("size", new Whole(-1, Integer.MAX_VALUE), "10000", "messages; -1 = no limit, 0 = keep none"),
                setting(
                        "when-full",
                        Choice.of(BridgeSection.Queue.WhenFull.class),
                        "drop-oldest",
                        "which one is dropped"));
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
                        setting("qos", new Choice(qos), "1", "QoS on the other side; keep = as it came, only for out"))
                .where(Rules::route);
    }

    private static Section simulator() {
        return Section.of(
                        setting("reconnect", WAIT, "200ms", "wait before a device connects again"),
                        section("cloud", simulatorCloud(), "how devices connect to the cloud"),
                        section("local", simulatorLocal(), "how devices connect to the local broker"),
                        many(
                                "shooters",
                                new ListOf(shooter()),
                                """
                                - {serial: ASN2A00001, side: cloud}
                                - {serial: ASN2A00002, side: cloud}
                                - {serial: ASN2A00003, side: cloud}
                                - {serial: ASN2A00010, side: local}
                                """,
                                "Aroma Shooters"),
                        many(
                                "lights",
                                new ListOf(light()),
                                """
                                - {name: client1, role: client1, side: local}
                                - {name: client2, role: client2, side: local}
                                - {name: lamp, role: lamp, side: local, follows: ASN2A00010}
                                """,
                                "Sense HAT lights"))
                .where(Rules::uniqueNames);
    }

    private static Section simulatorCloud() {
        return Section.of(
                        setting("host", new Host(), "localhost", "host name of the endpoint"),
                        setting("port", PORT, "8883", "port of the endpoint"),
                        credential("ca", "of a thing of the stand-in", "PEM file of the certificate authority"),
                        credential("certificate", "of a thing of the stand-in", "PEM file of the certificate"),
                        credential("private-key", "of a thing of the stand-in", "PEM file of the private key"))
                .where(Rules::certificateAndKey);
    }

    private static Section simulatorLocal() {
        return Section.of(
                setting("host", new Host(), "127.0.0.1", "host of the local broker"),
                setting("port", PORT, "1883", "port of the local broker"),
                setting("user-name", USER, "demo", "user name at the local broker"),
                passwordOfUser());
    }

    private static Section shooter() {
        return Section.of(
                required("serial", SERIAL, "ASN2A00001", "serial, as on the device"),
                required("side", SIDE, "cloud", "which broker it connects to"),
                many("scents", new MapOf(new Whole(1, 6), SCENT), "{}", "scents by channel"));
    }

    private static Section light() {
        return Section.of(
                        required("name", NAME, "lamp", "name of the light"),
                        required("role", Choice.of(SimulatorSection.Light.Role.class), "client1", "what it does"),
                        required("side", SIDE, "local", "which broker it connects to"),
                        optional("follows", SERIAL, "none", "shooter whose diffusions a lamp shows"))
                .where(Rules::light);
    }

    private static Key credential(String name, String whose, String doc) {
        return optional(name, new FilePath(), whose + ", made on first run", doc);
    }

    private static Key passwordOfUser() {
        return optional(
                "password-file",
                new FilePath(),
                "DATA/broker/demo.password, made on first run",
                "file with the password alone, on one line");
    }
}
