package io.aromabridge.app.config;

import io.aromabridge.app.config.schema.Fields;
import java.time.Duration;
import java.util.List;

/**
 * The stand-in for Murano, with its products.
 *
 * @param host address to bind
 * @param port of TLS, 0 to 65535; 0 is any free port
 * @param sni what a client that names no product meets
 * @param activationWindow how long after it was made or reset a device may be activated; zero for ever
 * @param products those that there are in any case; the first is the default
 */
public record MuranoSection(
        boolean enabled, String host, int port, Sni sni, Duration activationWindow, List<Product> products) {
    /** Keeps its own copy. */
    public MuranoSection {
        products = List.copyOf(products);
    }

    /** What a client that names no product meets. */
    public enum Sni {
        /** The first product, with a line in the log. */
        DEFAULT_PRODUCT,
        /** It is refused. */
        STRICT
    }

    /** Which dialect its devices speak. */
    public enum Profile {
        /** {@code activate} and {@code IDENTITY/RESOURCE}. */
        CLASSIC,
        /** {@code $provision} and {@code $resource}. */
        PROVISION
    }

    /** What the values of a resource look like. */
    public enum Format {
        FLOAT,
        INTEGER,
        STRING
    }

    /** A resource that is no string. */
    public record Resource(String alias, Format format) {
        private static Resource of(Fields fields) {
            return new Resource(fields.get("alias", String.class), fields.get("format", Format.class));
        }
    }

    /**
     * A product.
     *
     * @param devices their identities
     */
    public record Product(String name, Profile profile, List<Resource> resources, List<String> devices) {
        /** Keeps its own copies. */
        public Product {
            resources = List.copyOf(resources);
            devices = List.copyOf(devices);
        }

        private static Product of(Fields fields) {
            return new Product(
                    fields.get("name", String.class),
                    fields.get("profile", Profile.class),
                    fields.list("resources", Fields.class).stream()
                            .map(Resource::of)
                            .toList(),
                    fields.list("devices", String.class));
        }
    }

    static MuranoSection of(Fields fields) {
        return new MuranoSection(
                fields.get("enabled", Boolean.class),
                fields.get("host", String.class),
                fields.get("port", Integer.class),
                fields.get("sni", Sni.class),
                fields.get("activation-window", Duration.class),
                fields.list("products", Fields.class).stream().map(Product::of).toList());
    }
}
