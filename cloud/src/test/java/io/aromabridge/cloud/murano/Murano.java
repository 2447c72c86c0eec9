package io.aromabridge.cloud.murano;

import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.cloud.murano.product.Format;
import io.aromabridge.cloud.murano.product.ProductRegistry;
import io.aromabridge.cloud.murano.product.Profile;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A stand-in on a free port, with a classic product {@code lamps} of the devices 007 and 008, which is the default, and
 * another, {@code clibs}, of the newer profile with the device clib-test-11. Its log is kept for the test to read.
 */
final class Murano implements AutoCloseable {
    static final String LAMPS = "mqtt-lamps.hosted.exosite.io";
    static final String CLIBS = "clibs.m2.exosite.io";

    final ProductRegistry registry;
    final MuranoStandIn standIn;
    final DevelopmentAuthority authority = DevelopmentAuthority.inMemory(InstantSource.system());
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final LogLines log = LogLines.of("io.aromabridge");

    private Murano(Path folder, boolean sniRequired, Duration window) throws AromaException {
        registry = new ProductRegistry(folder, () -> now);
        registry.ensure(
                "lamps",
                Profile.CLASSIC,
                new TreeMap<>(Map.of("temperature", Format.FLOAT, "state", Format.INTEGER)),
                List.of("007", "008"));
        registry.ensure("clibs", Profile.PROVISION, new TreeMap<>(), List.of("clib-test-11", "clib-test-12"));
        List<String> names = new ArrayList<>(ProductHosts.WILDCARDS);
        names.add("localhost");
        MuranoOptions options = new MuranoOptions(
                "127.0.0.1",
                0,
                authority.server(new ServerNames(names, List.of(InetAddress.getLoopbackAddress()))),
                "lamps",
                Set.of("localhost"),
                sniRequired,
                window);
        standIn = MuranoStandIn.start(options, registry, Journal.none(), () -> now, new SecureRandom());
        log.clear();
    }

    static Murano start(Path folder) throws AromaException {
        return new Murano(folder, false, Duration.ZERO);
    }

    static Murano strict(Path folder) throws AromaException {
        return new Murano(folder, true, Duration.ZERO);
    }

    static Murano withWindow(Path folder, Duration window) throws AromaException {
        return new Murano(folder, false, window);
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    /** The next line of the log that holds this; those before it are passed over. */
    String line(String part) throws InterruptedException {
        return log.await(part);
    }

    /** All lines that are there now and were not handed out yet. */
    List<String> lines() {
        return log.rest();
    }

    /** A TLS client that asks for a server name and checks the certificate, or by address. */
    RawClient client(Optional<String> serverName) throws IOException {
        ClientTls tls = ClientTls.of(List.of(authority.certificate()), Optional.empty());
        int port = standIn.port();
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
        SSLSocket socket = (SSLSocket)
                tls.sslContext().getSocketFactory().createSocket(plain, serverName.orElse("127.0.0.1"), port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        serverName.ifPresent(name -> parameters.setServerNames(List.of(new SNIHostName(name))));
        socket.setSSLParameters(parameters);
        return new RawClient(socket);
    }

    /** An anonymous client of the product lamps. */
    RawClient anonymous(String clientId) throws IOException {
        return client(Optional.of(LAMPS)).connected(clientId);
    }

    /** CONNECT with user name and password, clean session. */
    static byte[] connect(String clientId, String user, String password) {
        return RawClient.connect(4, 0xc2, clientId, RawClient.text(user), RawClient.text(password));
    }

    /** A device of the product lamps that is let in. */
    RawClient device(String identity, String token) throws IOException {
        RawClient client = client(Optional.of(LAMPS));
        connack(client.send(connect(identity, identity, token)), 0);
        return client;
    }

    /** Reads the CONNACK, which must have this code. */
    static void connack(RawClient client, int code) throws IOException {
        RawPacket packet = client.read();
        if (packet.type() != 2 || packet.body()[1] != code) {
            throw new AssertionError("no CONNACK " + code + " but " + packet);
        }
    }

    /** Subscribes; the code in the SUBACK. */
    static int suback(RawClient client, String filter) throws IOException {
        return client.send(RawClient.subscribe(7, filter, 1)).read(9).body()[2] & 0xff;
    }

    /** Activates a device of the product lamps as the guide says: SUBSCRIBE and PUBLISH in one go. */
    String activate(String identity) throws IOException {
        try (RawClient client = anonymous(identity)) {
            client.send(
                    RawClient.subscribe(1, "activate/" + identity, 0), RawClient.publish(0, "activate", 0, identity));
            return client.read(3).payload();
        }
    }

    /** The value of a resource of lamps' device 007 once it is this one. */
    void awaitValue(String product, String identity, String alias, String value) throws Exception {
        String unused = line("device '" + identity + "': " + alias + " = " + value);
        String stored = registry.device(product, identity)
                .resource(alias)
                .orElseThrow()
                .latest()
                .orElseThrow()
                .value();
        if (!stored.equals(value)) {
            throw new AssertionError(alias + " is " + stored + ", not " + value);
        }
    }

    @Override
    public void close() {
        standIn.close();
        log.close();
    }
}
