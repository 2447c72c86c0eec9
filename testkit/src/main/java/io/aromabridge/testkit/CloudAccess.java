package io.aromabridge.testkit;

import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.Identity;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.cloud.aws.ThingRegistry;
import io.aromabridge.cloud.aws.Transport;
import io.aromabridge.core.AromaException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How clients reach the stand-in of a bed, and with what. */
sealed interface CloudAccess {
    /** The thing of the bridge. */
    String BRIDGE = "bridge";

    /** The thing of all simulated devices. */
    String DEVICES = "devices";

    /** The thing of the test itself, and of clients that a test brings along. */
    String CLIENT = "client";

    /** The transport of the stand-in. */
    Transport transport();

    /** Where a client of this thing connects, at this port. */
    Endpoint endpoint(String thing, int port);

    /** Mutual TLS with certificates of an authority that lives as long as the bed. */
    final class Certificates implements CloudAccess {
        private static final String HOST = "localhost";

        private final DevelopmentAuthority authority;
        private final Identity server;
        private final ThingRegistry registry;

        /** Made and registered when they are first needed: a key takes a few milliseconds. */
        private final Map<String, Identity> things = new ConcurrentHashMap<>();

        /**
         * Makes the authority and the server's certificate.
         *
         * @param threads make meanwhile what every bed needs next
         */
        Certificates(InstantSource clock, BedThreads threads) {
            authority = DevelopmentAuthority.inMemory(clock);
            registry = ThingRegistry.inMemory(clock);
            threads.begin("testbed-keys", () -> List.of(BRIDGE, DEVICES).forEach(this::identity));
            server = authority.server(new ServerNames(List.of(HOST), List.of(InetAddress.getLoopbackAddress())));
        }

        @Override
        public Transport transport() {
            // The JDK's TLS does not name localhost: our own clients are excused, others are served with a warning.
            return new Transport.MutualTls(0, 0, server, ListenerTls.Sni.WARN, registry, Set.of(DEVICES, CLIENT));
        }

        @Override
        public Endpoint endpoint(String thing, int port) {
            ClientTls tls = ClientTls.of(List.of(authority.certificate()), Optional.of(identity(thing)));
            return new Endpoint(HOST, port, Optional.of(tls), Optional.empty());
        }

        DevelopmentAuthority authority() {
            return authority;
        }

        Identity identity(String thing) {
            return things.computeIfAbsent(thing, name -> {
                Identity made = authority.device(name);
                try {
                    registry.register(name, made.certificate());
                } catch (AromaException e) {
                    throw new IllegalStateException("thing " + name + " cannot be registered: " + e.getMessage(), e);
                }
                return made;
            });
        }
    }

    /** No TLS. */
    record PlainText() implements CloudAccess {
        @Override
        public Transport transport() {
            return new Transport.PlainText(0);
        }

        @Override
        public Endpoint endpoint(String thing, int port) {
            return new Endpoint("127.0.0.1", port, Optional.empty(), Optional.empty());
        }
    }
}
