package io.aromabridge.broker;

import io.aromabridge.certs.Identity;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * TLS of a listener: 1.2 and 1.3.
 *
 * @param server the server's key and certificate
 * @param clientCertificate whether a client must show a certificate; any certificate passes the handshake, and the
 *     {@link Authenticator} decides, as on AWS IoT
 * @param alpn the protocol that a client must offer (RFC 7301), if any
 * @param sni what happens to a client that names no server (RFC 6066, section 3)
 * @param excused whose client need not: the JDK's TLS sends no SNI for a name without a dot, such as localhost
 */
public record ListenerTls(
        Identity server,
        boolean clientCertificate,
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
}
