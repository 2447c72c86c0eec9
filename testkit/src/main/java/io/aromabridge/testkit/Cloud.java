package io.aromabridge.testkit;

import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.cloud.aws.fault.StandInFaults;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.simulator.device.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The stand-in for AWS IoT Core of a testbed, and the test's own client there. */
public final class Cloud {
    private final TestbedParts parts;
    private final Publisher publisher;

    Cloud(TestbedParts parts, Publisher publisher) {
        this.parts = parts;
        this.publisher = publisher;
    }

    /** The name to connect to: {@code localhost}, which the server's certificate covers; without TLS the address. */
    public String host() {
        return endpoint().host();
    }

    /** The port of MQTT over mutual TLS, as AWS IoT's 8883. It does not go through the uplink. */
    public int port() {
        return parts.cloud.port();
    }

    /** The same with ALPN, as AWS IoT's 443. Throws {@link IllegalStateException} without TLS. */
    public int alpnPort() {
        return parts.cloud.alpnPort();
    }

    /** For our own Java clients: a registered thing that may do everything. */
    public Endpoint endpoint() {
        return parts.endpoint(Side.CLOUD);
    }

    /**
     * Writes what a client of yours needs, under the names that AWS IoT gives: the root, and certificate and private key
     * (EC P-256, PKCS#8) of the registered thing {@code client}.
     *
     * @param folder is made if it is not there
     * @throws IllegalStateException if the bed is without TLS
     */
    public DeviceFiles writeCertificates(Path folder) {
        if (!(parts.cloudAccess instanceof CloudAccess.Certificates certificates)) {
            throw new IllegalStateException("this testbed is without TLS, so there is no certificate to write");
        }
        try {
            return CertificateFiles.write(folder, certificates.authority(), certificates.identity(CloudAccess.CLIENT));
        } catch (IOException e) {
            throw new UncheckedIOException("the certificates cannot be written to " + folder + ": " + e, e);
        }
    }

    /** What goes wrong at the cloud, on purpose. The bridge is the client {@code bridge} of the thing {@code bridge}. */
    public StandInFaults faults() {
        return parts.cloud.faults();
    }

    /** Sends a diffuse command with QoS 1, once the shooter is connected; see {@link LocalBroker#send}. */
    public Sent send(Shooter shooter, Shot shot) {
        return publisher.send(shooter, shot);
    }

    /** Publishes a text. */
    public Sent publish(String topic, String payload, QoS qos) {
        return publish(Message.of(topic, payload, qos));
    }

    /** Publishes a message. */
    public Sent publish(Message message) {
        return publisher.publish(message, message.topic() + " " + message.payload());
    }

    void unsubscribe() {
        publisher.unsubscribe();
    }

    /** Subscribes, so that it can be claimed what arrives; ends with the bed, or at its reset. */
    public Subscriber subscribe(String filter) {
        return publisher.subscribe(filter);
    }

    /** {@code cloud localhost:1234}. */
    @Override
    public String toString() {
        return "cloud " + endpoint().address();
    }
}
