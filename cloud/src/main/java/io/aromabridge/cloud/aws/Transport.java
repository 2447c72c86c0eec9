package io.aromabridge.cloud.aws;

import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.certs.Identity;
import java.util.Set;

/** How clients reach the stand-in, and how it knows them. */
public sealed interface Transport {
    /**
     * MQTT over mutual TLS, as AWS IoT has it; a client is known by its certificate.
     *
     * @param port as AWS IoT's 8883; 0 takes any free one
     * @param alpnPort the same with ALPN {@code x-amzn-mqtt-ca}, as AWS IoT's 443; 0 takes any free one
     * @param server key and certificate of the endpoint
     * @param sni what happens to a client that names no server
     * @param registry who may connect
     * @param withoutSni things that are excused from naming the server: those of our own simulated devices, whose TLS
     *     cannot name localhost
     */
    record MutualTls(
            int port,
            int alpnPort,
            Identity server,
            ListenerTls.Sni sni,
            ThingRegistry registry,
            Set<String> withoutSni)
            implements Transport {}

    /**
     * MQTT without TLS, for tests alone: AWS IoT has no such thing. Everybody may connect, and is known by the client
     * identifier.
     *
     * @param port 0 takes any free one
     */
    record PlainText(int port) implements Transport {}
}
