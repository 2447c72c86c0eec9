package io.aromabridge.cloud.aws;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.Credentials;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.certs.Identity;
import io.aromabridge.core.AromaException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * AWS IoT's trust: this very certificate is registered and active, no matter who signed it. A user name is ignored (SDKs send
 * their name and version in it). A client that is refused sees its connection close without a CONNACK; the log has the reason.
 */
record RegisteredCertificate(ThingRegistry registry, InstantSource clock) implements Authenticator {
    @Override
    public AuthenticationResult authenticate(Credentials credentials) {
        if (credentials.certificate().isEmpty()) {
            return refused("it showed no certificate");
        }
        X509Certificate certificate = credentials.certificate().get();
        String id = Identity.certificateId(certificate);
        Instant now = clock.instant();
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            return refused("its certificate " + id + " expired on "
                    + certificate.getNotAfter().toInstant());
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return refused("its certificate " + id + " is not valid before "
                    + certificate.getNotBefore().toInstant() + "; is the clock right?");
        }
        try {
            Optional<Registration> registration = registry.find(id);
            if (registration.isEmpty()) {
                return refused("its certificate " + id + " ("
                        + certificate.getSubjectX500Principal().getName()
                        + ") is not registered: aroma cloud thing add NAME makes and registers one");
            }
            return registration.get().status() == Registration.Status.ACTIVE
                    ? new AuthenticationResult.Accepted(new Principal(Principal.Kind.CERTIFICATE, id))
                    : refused("its certificate " + id + " of thing '"
                            + registration.get().thing() + "' is "
                            + registration.get().status()
                            + "; only an ACTIVE one may connect");
        } catch (AromaException e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    private static AuthenticationResult refused(String reason) {
        return new AuthenticationResult.Refused(AuthenticationResult.Answer.NOTHING, reason);
    }
}
