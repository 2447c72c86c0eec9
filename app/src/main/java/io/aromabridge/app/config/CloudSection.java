package io.aromabridge.app.config;

import io.aromabridge.app.config.schema.Fields;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The stand-ins: for AWS IoT Core, and beside it for Murano.
 *
 * @param host address to bind
 * @param port of mutual TLS, 0 to 65535; 0 is any free port
 * @param alpnPort of the same with ALPN, as AWS has it on 443
 * @param names further names and addresses for the server's certificate
 * @param sni what a client without SNI meets
 * @param registry folder of registered things; empty: {@code DATA/cloud}
 * @param murano the stand-in for Murano
 */
public record CloudSection(
        String host,
        int port,
        int alpnPort,
        List<String> names,
        Sni sni,
        Optional<Path> registry,
        MuranoSection murano) {
    /** Keeps its own copy. */
    public CloudSection {
        names = List.copyOf(names);
    }

    /** What a client without SNI meets. */
    public enum Sni {
        /** It is served, with a warning in the log. */
        WARN,
        /** It is refused. */
        STRICT
    }

    static CloudSection of(Fields fields) {
        return new CloudSection(
                fields.get("host", String.class),
                fields.get("port", Integer.class),
                fields.get("alpn-port", Integer.class),
                fields.list("names", String.class),
                fields.get("sni", Sni.class),
                fields.find("registry", Path.class),
                MuranoSection.of(fields.get("murano", Fields.class)));
    }
}
