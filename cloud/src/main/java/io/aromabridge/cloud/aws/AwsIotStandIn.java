package io.aromabridge.cloud.aws;

import io.aromabridge.broker.MqttBroker;
import io.aromabridge.cloud.aws.fault.StandInFaults;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.metric.Sample;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * AWS IoT Core on this machine: mutual TLS on two ports, a registry of things instead of an account. Sessions live in
 * memory. Policies and quotas are not enforced. The place of its hops is {@code cloud}.
 */
public final class AwsIotStandIn implements AutoCloseable {
    /** The ALPN protocol of MQTT with a client certificate on AWS IoT's port 443. */
    public static final String ALPN_MQTT = "x-amzn-mqtt-ca";

    private final MqttBroker broker;
    private final StandInFaults faults;
    private final boolean plainText;

    private AwsIotStandIn(MqttBroker broker, StandInFaults faults, boolean plainText) {
        this.broker = broker;
        this.faults = faults;
        this.plainText = plainText;
    }

    /**
     * Starts it.
     *
     * @throws AromaException FAILED if a port is taken
     */
    public static AwsIotStandIn start(AwsIotOptions options, Journal journal, InstantSource clock)
            throws AromaException {
        return start(options, journal, clock, unused -> {});
    }

    /**
     * Starts it.
     *
     * @param events gets, in one line, what each of its {@link #faults()} did; called from several threads, must not
     *     block
     * @throws AromaException FAILED if a port is taken
     */
    public static AwsIotStandIn start(
            AwsIotOptions options, Journal journal, InstantSource clock, Consumer<String> events)
            throws AromaException {
        StandInFaults faults = new StandInFaults(CertificateSwitch.of(options.transport()), events);
        return new AwsIotStandIn(
                MqttBroker.start(new StandInListeners(options, faults, clock).all(), new CloudJournal(journal), clock),
                faults,
                options.transport() instanceof Transport.PlainText);
    }

    /** The bound port of MQTT: over mutual TLS, or in plain text if it was started so. */
    public int port() {
        return broker.port(StandInListeners.MQTT);
    }

    /** The bound port that needs ALPN. Throws {@link IllegalStateException} if it was started in plain text. */
    public int alpnPort() {
        if (plainText) {
            throw new IllegalStateException("a plain-text stand-in has no port with ALPN");
        }
        return broker.port(StandInListeners.MQTT_ALPN);
    }

    /** What goes wrong on purpose; nothing, unless it is asked for here. */
    public StandInFaults faults() {
        return faults;
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
