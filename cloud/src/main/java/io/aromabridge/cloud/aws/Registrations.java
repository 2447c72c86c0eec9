package io.aromabridge.cloud.aws;

import io.aromabridge.core.AromaException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where registrations are kept. Thread-safe. */
interface Registrations {
    /** Keeps a new one, in place of an older one of the same certificate. */
    void add(Registration registration, X509Certificate certificate) throws AromaException;

    /** Keeps the status of one that is there. */
    void update(Registration registration) throws AromaException;

    /** The one of a certificate. */
    Optional<Registration> find(String certificateId) throws AromaException;

    /** All of them, in no order. */
    List<Registration> all() throws AromaException;

    /** In memory, for as long as the process lives. */
    record InMemory(Map<String, Registration> byCertificate) implements Registrations {
        InMemory() {
            this(new ConcurrentHashMap<>());
        }

        @Override
        public void add(Registration registration, X509Certificate certificate) {
            byCertificate.put(registration.certificateId(), registration);
        }

        @Override
        public void update(Registration registration) {
            byCertificate.put(registration.certificateId(), registration);
        }

        @Override
        public Optional<Registration> find(String certificateId) {
            return Optional.ofNullable(byCertificate.get(certificateId));
        }

        @Override
        public List<Registration> all() {
            return new ArrayList<>(byCertificate.values());
        }
    }
}
