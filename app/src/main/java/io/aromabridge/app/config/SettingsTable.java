package io.aromabridge.app.config;

import static io.aromabridge.app.config.CommonKeys.LISTENER;
import static io.aromabridge.app.config.CommonKeys.NAME;
import static io.aromabridge.app.config.CommonKeys.PORT;
import static io.aromabridge.app.config.CommonKeys.USER;
import static io.aromabridge.app.config.CommonKeys.WAIT;
import static io.aromabridge.app.config.CommonKeys.credential;
import static io.aromabridge.app.config.CommonKeys.passwordOfUser;
import static io.aromabridge.app.config.schema.Key.many;
import static io.aromabridge.app.config.schema.Key.optional;
import static io.aromabridge.app.config.schema.Key.required;
import static io.aromabridge.app.config.schema.Key.section;
import static io.aromabridge.app.config.schema.Key.setting;

import io.aromabridge.app.config.schema.Shape.ListOf;
import io.aromabridge.app.config.schema.Shape.MapOf;
import io.aromabridge.app.config.schema.Shape.Scalar;
import io.aromabridge.app.config.schema.Shape.Section;
import io.aromabridge.app.config.schema.Type;
import io.aromabridge.app.config.schema.Type.Choice;
import io.aromabridge.app.config.schema.Type.FilePath;
import io.aromabridge.app.config.schema.Type.Host;
import io.aromabridge.app.config.schema.Type.Text;
import io.aromabridge.app.config.schema.Type.Whole;

/** Every setting: its key, type, range, default and meaning. All else that knows settings takes them from here. */
final class SettingsTable {
    private static final Type SERIAL = new Text("a serial", "AS\\w{8}", "AS and eight letters or digits");
    private static final Type SCENT = new Text("a name", "[^\\x00-\\x1f\\x7f]{1,100}", "up to 100 characters");
    private static final Type SIDE = Choice.of(SimulatorSection.Side.class);

    /** The whole file. */
    static final Section ROOT = Section.of(
            section("broker", BrokerKeys.broker(), "the local broker"),
            section("cloud", cloud(), "the stand-in for AWS IoT Core"),
            section("bridge", BridgeKeys.bridge(), "between the local broker and the cloud"),
            section("simulator", simulator(), "simulated devices"),
            section("dashboard", dashboard(), "HTTP: health, metrics, state"));

    private SettingsTable() {}

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
                optional("registry", new FilePath(), "DATA/cloud", "folder of registered things"),
                section("murano", MuranoKeys.murano(), "the stand-in for Murano, with its products"));
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
                                "Sense HAT lights"),
                        DeviceKeys.examiners(),
                        DeviceKeys.students(),
                        DeviceKeys.thermometers())
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
}
