package io.aromabridge.cloud.aws;

import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.certs.Identity;
import java.util.Set;

/**
 * What a stand-in needs.
 *
 * @param host address to bind
 * @param transport its ports, and who may connect to them
 */
public record AwsIotOptions(String host, Transport transport) {
    /** As AWS IoT is reached: by mutual TLS; see {@link Transport.MutualTls}. */
    public AwsIotOptions(
            String host,
            int port,
            int alpnPort,
            Identity server,
            ListenerTls.Sni sni,
            ThingRegistry registry,
            Set<String> withoutSni) {
        this(host, new Transport.MutualTls(port, alpnPort, server, sni, registry, withoutSni));
    }
}
