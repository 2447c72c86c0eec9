package io.aromabridge.cloud.aws;

import io.aromabridge.cloud.aws.fault.Certificates;
import io.aromabridge.core.AromaException;
import java.util.List;

/** Turns the faults' switch in a registry. */
record CertificateSwitch(ThingRegistry registry) implements Certificates {
    /** For a stand-in without TLS, which knows no certificates. */
    static final class None implements Certificates {
        private static IllegalStateException none() {
            return new IllegalStateException(
                    "a plain-text stand-in knows no certificates: start it with Transport.MutualTls");
        }

        @Override
        public List<String> deactivate(String thing) {
            throw none();
        }

        @Override
        public void activate(String thing) {
            throw none();
        }

        @Override
        public boolean isInactive(String certificateId) {
            return false;
        }
    }

    static Certificates of(Transport transport) {
        return transport instanceof Transport.MutualTls tls ? new CertificateSwitch(tls.registry()) : new None();
    }

    @Override
    public List<String> deactivate(String thing) throws AromaException {
        return registry.deactivate(thing).stream()
                .map(Registration::certificateId)
                .toList();
    }

    @Override
    public void activate(String thing) throws AromaException {
        registry.activate(thing);
    }

    @Override
    public boolean isInactive(String certificateId) {
        try {
            return registry.find(certificateId)
                    .filter(r -> r.status() == Registration.Status.INACTIVE)
                    .isPresent();
        } catch (AromaException damaged) {
            // The login that follows logs it.
            return false;
        }
    }
}
