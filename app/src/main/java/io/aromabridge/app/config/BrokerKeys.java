package io.aromabridge.app.config;

import static io.aromabridge.app.config.CommonKeys.LISTENER;
import static io.aromabridge.app.config.CommonKeys.NAME;
import static io.aromabridge.app.config.CommonKeys.TIMEOUT;
import static io.aromabridge.app.config.schema.Key.many;
import static io.aromabridge.app.config.schema.Key.optional;
import static io.aromabridge.app.config.schema.Key.required;
import static io.aromabridge.app.config.schema.Key.section;
import static io.aromabridge.app.config.schema.Key.setting;

import io.aromabridge.app.config.BrokerSection.DeniedPublish;
import io.aromabridge.app.config.schema.Key;
import io.aromabridge.app.config.schema.Shape.ListOf;
import io.aromabridge.app.config.schema.Shape.Section;
import io.aromabridge.app.config.schema.Type;
import io.aromabridge.app.config.schema.Type.Bool;
import io.aromabridge.app.config.schema.Type.Choice;
import io.aromabridge.app.config.schema.Type.FilePath;
import io.aromabridge.app.config.schema.Type.Host;
import io.aromabridge.app.config.schema.Type.Size;
import io.aromabridge.app.config.schema.Type.Text;
import io.aromabridge.app.config.schema.Type.Time;
import io.aromabridge.app.config.schema.Type.Whole;

/** The settings of the local broker. */
final class BrokerKeys {
    private static final Type PATH = new Text("a path", "/[!-~]{0,199}", "/ and up to 199 ASCII characters");

    private static final Key DENIED_PUBLISH = setting(
            "denied-publish",
            Choice.of(DeniedPublish.class),
            "drop",
            "who publishes where it may not: drop = is acknowledged, and nobody gets it; disconnect = is cut off");

    private BrokerKeys() {}

    static Section broker() {
        return Section.of(
                        setting("host", new Host(), "127.0.0.1", "address to bind"),
                        setting("port", LISTENER, "1883", "MQTT; 0 = any free port"),
                        optional(
                                "password-file",
                                new FilePath(),
                                "DATA/broker/passwords, made on first run with the user demo",
                                "mosquitto password file"),
                        optional(
                                "acl-file",
                                new FilePath(),
                                "none: users may do everything, anonymous clients nothing",
                                "mosquitto ACL file"),
                        setting("allow-anonymous", new Bool(), "false", "whether clients without user name are let in"),
                        DENIED_PUBLISH,
                        setting("max-packet-size", new Size("1KiB", "256MiB"), "256KiB", "largest MQTT packet"),
                        setting("max-client-id-bytes", new Whole(23, 65_535), "256", "longest client id"),
                        setting("max-topic-levels", new Whole(1, 1000), "64", "deepest topic or topic filter"),
                        setting("connect-timeout", TIMEOUT, "10s", "time a client has to send CONNECT"),
                        // In whole seconds, so that nothing between 0 and 1 s is taken.
                        setting(
                                "sys-interval",
                                new Time("0s", "24h", "1s"),
                                "10s",
                                "between updates of $SYS; 0s = none"),
                        section("limits", limits(), "what one client or address may take, at each listener"),
                        section("delivery", delivery(), "what may wait for one client, at each listener"),
                        section("sessions", sessions(), "persistent sessions and retained messages"),
                        section("websocket", webSocket(), "MQTT over WebSocket, with the rules above"),
                        many("listeners", new ListOf(listener()), "[]", "further listeners, each with its own rules"))
                .where(Rules::listenerNames);
    }

    private static Section limits() {
        return Section.of(
                setting(
                        "connections",
                        new Whole(0, Integer.MAX_VALUE),
                        "20000",
                        "connections that are open at once; 0 = no limit"),
                setting(
                        "connections-per-address",
                        new Whole(0, Integer.MAX_VALUE),
                        "1000",
                        "the same from one IPv4 address or IPv6 /64 network; 0 = no limit"),
                setting(
                        "subscriptions",
                        new Whole(1, Integer.MAX_VALUE),
                        "1000",
                        "topic filters of one client; SUBACK refuses what is beyond"),
                setting("login-bytes", new Whole(1, 65_535), "4096", "longest user name, and longest password"),
                setting(
                        "failed-login-delay",
                        new Time("0s", "10m"),
                        "5s",
                        "longest delay of the answer to a wrong password; 0s = none"));
    }

    private static Section delivery() {
        return Section.of(
                setting("window", new Whole(1, 65_535), "100", "messages of QoS 1 and 2 sent and not acknowledged yet"),
                setting(
                        "queue-messages",
                        new Whole(1, Integer.MAX_VALUE),
                        "10000",
                        "messages that wait beside those; what does not fit is dropped"),
                setting("queue-bytes", new Size("1KiB", "1048576MiB"), "64MiB", "bytes of these messages"),
                setting(
                        "hold",
                        new Time("0s", "10m"),
                        "2s",
                        "longest time that publishers are held back for a slow client"));
    }

    private static Section sessions() {
        return Section.of(
                setting("kind", Choice.of(BrokerSection.Sessions.Kind.class), "durable", "in a file, or in memory"),
                optional("folder", new FilePath(), "DATA/broker/sessions", "where the file lies, of this broker alone"),
                setting(
                        "sync",
                        Choice.of(BrokerSection.Sessions.Sync.class),
                        "never",
                        "when it is forced to the disk: always = before anything is acknowledged, so that a power loss"
                                + " takes nothing; never = every few megabytes"));
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
                        optional("acl-file", new FilePath(), "broker.acl-file", "mosquitto ACL file of its own"),
                        setting("allow-anonymous", new Bool(), "false", "whether clients without user name are let in"),
                        DENIED_PUBLISH,
                        setting("max-packet-size", new Size("1KiB", "256MiB"), "256KiB", "largest MQTT packet"))
                .where(Rules::listener);
    }

    private static Section serverCertificate() {
        return Section.of(
                required("certificate", new FilePath(), "certs/own/server.crt", "PEM file of the certificate"),
                required("private-key", new FilePath(), "certs/own/server.key", "PEM file of the private key"));
    }
}
