package io.aromabridge.cloud.aws;

import io.aromabridge.broker.ListenerTls;
import io.aromabridge.certs.Identity;
import java.util.Set;

/**
 * What a stand-in needs.
 *
 * @param host address to bind
 * @param port MQTT over mutual TLS, as AWS IoT's 8883; 0 takes any free one
 * @param alpnPort the same with ALPN {@code x-amzn-mqtt-ca}, as AWS IoT's 443; 0 takes any free one
 * @param server key and certificate of the endpoint
 * @param sni what happens to a client that names no server
 * @param registry who may connect
 * @param withoutSni things that are excused from naming the server: those of our own simulated devices, whose TLS
 *     cannot name localhost
 */
public record AwsIotOptions(
        String host,
        int port,
        int alpnPort,
        Identity server,
        ListenerTls.Sni sni,
        ThingRegistry registry,
        Set<String> withoutSni) {}
