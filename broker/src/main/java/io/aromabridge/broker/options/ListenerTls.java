package io.aromabridge.broker.options;

import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.certs.Identity;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * TLS of a listener: 1.2 and 1.3.
 *
 * @param servers the server's keys and certificates, at least one; the client's SNI chooses by the names in them, and the
 *     first serves who names none of them
 * @param clients what is asked of the client
 * @param alpn the protocol that a client must offer (RFC 7301), if any
 * @param sni what happens to a client that names no server (RFC 6066, section 3)
 * @param excused whose client need not: the JDK's TLS sends no SNI for a name without a dot, such as localhost
 */
public record ListenerTls(
        List<Identity> servers,
        ClientCertificates clients,
        Optional<String> alpn,
        Sni sni,
        Predicate<X509Certificate> excused) {
    /** What happens to a client that sends no SNI. */
    public enum Sni {
        /** It is served. */
        OPTIONAL,
        /** It is served, with a warning: AWS IoT may refuse it. */
        WARN,
        /** It is refused. */
        STRICT
    }

    /** What is asked of a client's certificate. */
    public sealed interface ClientCertificates {
        /** Nothing. */
        record None() implements ClientCertificates {}

        /** There must be one; any passes the handshake, and the {@link Authenticator} decides, as on AWS IoT. */
        record AnyRequired() implements ClientCertificates {}

        /**
         * It must be signed by one of these.
         *
         * @param authorities at least one
         * @param required whether a client without a certificate is refused
         */
        record SignedBy(List<X509Certificate> authorities, boolean required) implements ClientCertificates {}
    }

    /** Throws {@link IllegalArgumentException} without a server certificate. */
    public ListenerTls {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("a TLS listener needs at least one certificate");
        }
    }

    /** A server certificate and nothing more. */
    public static ListenerTls of(Identity server) {
        return new ListenerTls(
                List.of(server), new ClientCertificates.None(), Optional.empty(), Sni.OPTIONAL, unused -> true);
    }
}
