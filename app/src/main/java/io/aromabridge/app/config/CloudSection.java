package io.aromabridge.app.config;

import io.aromabridge.app.config.Setting.As;
import io.aromabridge.app.config.Setting.Default;
import io.aromabridge.app.config.Setting.Doc;
import io.aromabridge.app.config.Setting.Form;
import io.aromabridge.app.config.Setting.Range;
import io.aromabridge.app.config.Setting.Required;
import io.aromabridge.app.config.Setting.Without;
import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.cloud.murano.product.Format;
import io.aromabridge.cloud.murano.product.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The stand-ins: for AWS IoT Core, and beside it for Murano. */
public record CloudSection(
        @Doc("address to bind") @Default("127.0.0.1") @As(Form.HOST) String host,
        @Doc("mutual TLS; 0 = any free port") @Default("8883") @As(Form.LISTENER) int port,
        @Doc("mutual TLS with ALPN, AWS's port 443; 0 = any free port") @Default("4443") @As(Form.LISTENER)
                int alpnPort,
        @Doc("further names in the server's certificate") @Default("[]") @As(Form.HOST) List<String> names,
        @Doc("what happens to a client without SNI") @Default("warn") @As(Form.SNI) ListenerTls.Sni sni,
        @Doc("folder of registered things") @Without("DATA/cloud") Optional<Path> registry,
        @Doc("the stand-in for Murano, with its products") Murano murano) {
    /** The stand-in for Murano, with its products. */
    public record Murano(
            @Doc("whether it is there") @Default("true") boolean enabled,
            @Doc("address to bind") @Default("127.0.0.1") @As(Form.HOST) String host,
            @Doc("TLS; 0 = any free port") @Default("8884") @As(Form.LISTENER) int port,
            @Doc("a client that names no product by SNI gets the first one, or is refused") @Default("default-product")
                    Sni sni,
            @Doc("how long after it was made or reset a device may be activated; 0s = for ever")
                    @Default("0s")
                    @Range("0s..8760h")
                    Duration activationWindow,
            @Doc("products that there are in any case; the first is the default") @Default(PRODUCTS)
                    List<ProductSection> products) {
        private static final String PRODUCTS =
                """
                - name: x2lmj5npsktbuik9
                  resources:
                    - {alias: temperature, format: float}
                    - {alias: humidity, format: float}
                    - {alias: uptime, format: integer}
                    - {alias: state, format: integer}
                  devices: ["007"]
                """;

        /** What happens to a client that names no product. */
        public enum Sni {
            /** The first product, with a line in the log. */
            DEFAULT_PRODUCT,
            /** It is refused. */
            STRICT
        }

        /** A product. */
        public record ProductSection(
                @Doc("name, a part of its host names") @Required("x2lmj5npsktbuik9") @As(Form.PRODUCT) String name,
                @Doc("what its devices speak: classic = activate, provision = $provision and $resource")
                        @Default("classic")
                        Profile profile,
                @Doc("formats of resources; all others are strings") @Default("[]") List<Resource> resources,
                @Doc("identities of devices") @Default("[]") @As(Form.IDENTITY) List<String> devices) {}

        /** A resource that is no string. */
        public record Resource(
                @Doc("alias of the resource") @Required("temperature") @As(Form.IDENTITY) String alias,
                @Doc("float, integer or string") @Default("string") Format format) {}
    }
}
