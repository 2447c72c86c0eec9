package io.aromabridge.app.config;

import static io.aromabridge.app.config.CommonKeys.LISTENER;
import static io.aromabridge.app.config.schema.Key.many;
import static io.aromabridge.app.config.schema.Key.required;
import static io.aromabridge.app.config.schema.Key.setting;

import io.aromabridge.app.config.schema.Shape.ListOf;
import io.aromabridge.app.config.schema.Shape.Scalar;
import io.aromabridge.app.config.schema.Shape.Section;
import io.aromabridge.app.config.schema.Type;
import io.aromabridge.app.config.schema.Type.Bool;
import io.aromabridge.app.config.schema.Type.Choice;
import io.aromabridge.app.config.schema.Type.Host;
import io.aromabridge.app.config.schema.Type.Text;
import io.aromabridge.app.config.schema.Type.Time;

/** The settings of the stand-in for Murano. */
final class MuranoKeys {
    private static final Type PRODUCT = new Text("a product", "[a-z0-9]{1,40}", "up to 40 of a-z and 0-9");
    private static final Type IDENTITY =
            new Text("a name", "[A-Za-z0-9_.:-]{1,100}", "up to 100 letters, digits, _ . : and -, in quotes if digits");

    private MuranoKeys() {}

    static Section murano() {
        return Section.of(
                        setting("enabled", new Bool(), "true", "whether it is there"),
                        setting("host", new Host(), "127.0.0.1", "address to bind"),
                        setting("port", LISTENER, "8884", "TLS; 0 = any free port"),
                        setting(
                                "sni",
                                Choice.of(MuranoSection.Sni.class),
                                "default-product",
                                "what a client meets that names no product by SNI: the first one, or it is refused"),
                        setting(
                                "activation-window",
                                new Time("0s", "8760h"),
                                "0s",
                                "how long after it was made or reset a device may be activated; 0s = for ever"),
                        many(
                                "products",
                                new ListOf(product()),
                                """
                                - name: x2lmj5npsktbuik9
                                  resources:
                                    - {alias: temperature, format: float}
                                    - {alias: humidity, format: float}
                                    - {alias: uptime, format: integer}
                                    - {alias: state, format: integer}
                                  devices: ["007"]
                                """,
                                "products that there are in any case; the first is the default"))
                .where(Rules::productNames);
    }

    private static Section product() {
        return Section.of(
                required("name", PRODUCT, "x2lmj5npsktbuik9", "name, a part of its host names"),
                setting(
                        "profile",
                        Choice.of(MuranoSection.Profile.class),
                        "classic",
                        "what its devices speak: classic = activate, provision = $provision and $resource"),
                many("resources", new ListOf(resource()), "[]", "formats of resources; all others are strings"),
                many("devices", new ListOf(new Scalar(IDENTITY)), "[]", "identities of devices"));
    }

    private static Section resource() {
        return Section.of(
                required("alias", IDENTITY, "temperature", "alias of the resource"),
                setting("format", Choice.of(MuranoSection.Format.class), "string", "float, integer or string"));
    }
}
