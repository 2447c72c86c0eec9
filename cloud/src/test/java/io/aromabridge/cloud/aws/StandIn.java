package io.aromabridge.cloud.aws;

import io.aromabridge.broker.options.ListenerTls.Sni;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.Identity;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.log.LogTap;
import io.aromabridge.testing.mqtt.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.slf4j.event.Level;

/**
 * A stand-in on free ports, with a throw-away authority; its warnings, its log of faults and its events are kept for the
 * test to read.
 */
public final class StandIn implements AutoCloseable {
    public final ThingRegistry registry;
    public final AwsIotStandIn cloud;
    public final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    /** What was asked for and happened, as the log has it. */
    public final BlockingQueue<String> reports = new LinkedBlockingQueue<>();

    final DevelopmentAuthority authority = DevelopmentAuthority.inMemory(InstantSource.system());
    final Journal journal = Journal.inMemory(100);
    private final BlockingQueue<String> warnings = new LinkedBlockingQueue<>();
    private volatile InstantSource clock = InstantSource.system();
    private final LogTap log = LogTap.divert(
            "io.aromabridge", Level.INFO, line -> (line.level() == Level.INFO ? reports : warnings).add(line.text()));

    /** Over mutual TLS, with a registry in a folder. */
    StandIn(Path folder, Sni sni) throws AromaException {
        this(new ThingRegistry(folder, InstantSource.system()), Optional.of(sni));
    }

    /** Over mutual TLS, with a registry in memory. */
    public static StandIn start() throws AromaException {
        return new StandIn(ThingRegistry.inMemory(InstantSource.system()), Optional.of(Sni.STRICT));
    }

    /** In plain text. */
    public static StandIn plainText() throws AromaException {
        return new StandIn(ThingRegistry.inMemory(InstantSource.system()), Optional.empty());
    }

    private StandIn(ThingRegistry registry, Optional<Sni> tls) throws AromaException {
        this.registry = registry;
        Identity server =
                authority.server(new ServerNames(List.of("localhost"), List.of(InetAddress.getLoopbackAddress())));
        AwsIotOptions options = tls.isPresent()
                ? new AwsIotOptions("127.0.0.1", 0, 0, server, tls.get(), registry, Set.of("simulator"))
                : new AwsIotOptions("127.0.0.1", new Transport.PlainText(0));
        cloud = AwsIotStandIn.start(options, journal, () -> clock.instant(), events::add);
    }

    /** Stops the stand-in's clock at a time. */
    void setClock(Instant time) {
        clock = () -> time;
    }

    /** What its faults did next. */
    public String event() throws InterruptedException {
        return String.valueOf(events.poll(10, TimeUnit.SECONDS));
    }

    /** A thing with a certificate that is registered. */
    public Identity thing(String name) throws AromaException {
        Identity identity = authority.device(name);
        registry.register(name, identity.certificate());
        return identity;
    }

    /** The next warning in the log. */
    public String warning() throws InterruptedException {
        return String.valueOf(warnings.poll(10, TimeUnit.SECONDS));
    }

    public boolean isQuiet() {
        return warnings.isEmpty();
    }

    /** A TLS client by the name localhost, which sends SNI, or by an address, which sends none. */
    RawClient client(int port, Optional<Identity> identity, String host, String... alpn) throws IOException {
        ClientTls tls = ClientTls.of(List.of(authority.certificate()), identity);
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
        SSLSocket socket = (SSLSocket) tls.sslContext().getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(alpn);
        if (host.equals("localhost")) {
            // Of its own accord the JDK sends SNI only for names with a dot.
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        socket.setSSLParameters(parameters);
        return new RawClient(socket);
    }

    /** A client of a thing that is made for it, connected under the thing's name. */
    public RawClient connected(String name) throws AromaException, IOException {
        return client(thing(name)).connected(name);
    }

    public RawClient client(Identity identity) throws IOException {
        return client(cloud.port(), Optional.of(identity), "localhost");
    }

    @Override
    public void close() {
        cloud.close();
        log.close();
    }
}
