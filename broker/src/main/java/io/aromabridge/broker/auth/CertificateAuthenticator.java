package io.aromabridge.broker.auth;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * For a listener whose TLS has checked the client's certificate: whoever shows one is let in under the common name in it,
 * and needs no password; all others are left to the next authenticator.
 */
public record CertificateAuthenticator(Authenticator otherwise) implements Authenticator {
    @Override
    public AuthenticationResult authenticate(Credentials credentials) {
        Optional<X509Certificate> certificate = credentials.certificate();
        return certificate.isPresent()
                ? new AuthenticationResult.Accepted(
                        new Principal(Principal.Kind.CERTIFICATE, commonName(certificate.get())))
                : otherwise.authenticate(credentials);
    }

    @Override
    public Optional<AuthenticationResult> authenticateWithoutBlocking(Credentials credentials) {
        return credentials.certificate().isPresent()
                ? Optional.of(authenticate(credentials))
                : otherwise.authenticateWithoutBlocking(credentials);
    }

    private static String commonName(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        try {
            return new LdapName(subject)
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .findFirst()
                            .orElse(subject);
        } catch (InvalidNameException e) {
            return subject;
        }
    }
}
