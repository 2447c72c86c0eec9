package io.aromabridge.cloud.aws;

import io.aromabridge.broker.Limits;
import io.aromabridge.broker.ListenerOptions;
import io.aromabridge.broker.ListenerTls;
import io.aromabridge.broker.ListenerTls.ClientCertificates;
import io.aromabridge.broker.MqttBroker;
import io.aromabridge.certs.Identity;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.metric.Sample;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * AWS IoT Core on this machine: mutual TLS on two ports, a registry of things instead of an account. Sessions live in
 * memory. Policies and quotas are not enforced.
 */
public final class AwsIotStandIn implements AutoCloseable {
    /** The ALPN protocol of MQTT with a client certificate on AWS IoT's port 443. */
    public static final String ALPN_MQTT = "x-amzn-mqtt-ca";

    private static final String MQTT = "cloud";
    private static final String MQTT_ALPN = "cloud-alpn";

    private final MqttBroker broker;

    private AwsIotStandIn(MqttBroker broker) {
        this.broker = broker;
    }

    /**
     * Starts it.
     *
     * @throws AromaException FAILED if a port is taken
     */
    public static AwsIotStandIn start(AwsIotOptions options, Journal journal, InstantSource clock)
            throws AromaException {
        return new AwsIotStandIn(MqttBroker.start(
                List.of(
                        listener(MQTT, options.port(), Optional.empty(), options, clock),
                        listener(MQTT_ALPN, options.alpnPort(), Optional.of(ALPN_MQTT), options, clock)),
                journal,
                clock));
    }

    private static ListenerOptions listener(
            String name, int port, Optional<String> alpn, AwsIotOptions options, InstantSource clock) {
        ListenerTls tls = new ListenerTls(
                List.of(options.server()),
                new ClientCertificates.AnyRequired(),
                alpn,
                options.sni(),
                certificate -> isExcused(certificate, options));
        return ListenerOptions.tcp(
                        name,
                        options.host(),
                        port,
                        new RegisteredCertificate(options.registry(), clock),
                        Limits.DEFAULT,
                        unused -> CompletableFuture.completedFuture(null))
                .withTls(tls);
    }

    private static boolean isExcused(X509Certificate certificate, AwsIotOptions options) {
        try {
            return options.registry()
                    .find(Identity.certificateId(certificate))
                    .filter(r -> options.withoutSni().contains(r.thing()))
                    .isPresent();
        } catch (AromaException damaged) {
            // The login that follows says so.
            return false;
        }
    }

    /** The bound port of MQTT over mutual TLS. */
    public int port() {
        return broker.port(MQTT);
    }

    /** The bound port that needs ALPN. */
    public int alpnPort() {
        return broker.port(MQTT_ALPN);
    }

    /** What its listeners have seen. */
    public List<Sample> samples() {
        return broker.samples();
    }

    @Override
    public void close() {
        broker.close();
    }
}
