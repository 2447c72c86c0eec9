package io.aromabridge.cloud.aws;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.aromabridge.broker.ListenerTls.Sni;
import io.aromabridge.broker.RawClient;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.Identity;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
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
import org.slf4j.LoggerFactory;

/** A stand-in on free ports, with a throw-away authority; its warnings are kept for the test to read. */
final class StandIn implements AutoCloseable {
    final DevelopmentAuthority authority = DevelopmentAuthority.inMemory(InstantSource.system());
    final ThingRegistry registry;
    final AwsIotStandIn cloud;
    private final BlockingQueue<String> warnings = new LinkedBlockingQueue<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.aromabridge.broker");
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            warnings.add(event.getFormattedMessage());
        }
    };

    StandIn(Path folder, Sni sni) throws AromaException {
        registry = new ThingRegistry(folder, InstantSource.system());
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        appender.start();
        logger.addAppender(appender);
        Identity server =
                authority.server(new ServerNames(List.of("localhost"), List.of(InetAddress.getLoopbackAddress())));
        cloud = AwsIotStandIn.start(
                new AwsIotOptions("127.0.0.1", 0, 0, server, sni, registry, Set.of("simulator")),
                Journal.none(),
                InstantSource.system());
    }

    /** A thing with a certificate that is registered. */
    Identity thing(String name) throws AromaException {
        Identity identity = authority.device(name);
        registry.register(name, identity.certificate());
        return identity;
    }

    /** The next warning in the log. */
    String warning() throws InterruptedException {
        return String.valueOf(warnings.poll(10, TimeUnit.SECONDS));
    }

    boolean isQuiet() {
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

    RawClient client(Identity identity) throws IOException {
        return client(cloud.port(), Optional.of(identity), "localhost");
    }

    @Override
    public void close() {
        cloud.close();
        logger.detachAppender(appender);
    }
}
