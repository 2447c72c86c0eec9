package io.aromabridge.certs;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** A key store for the JDK's TLS. */
final class InMemoryKeyStore {
    /** Not PKCS#12: it would encrypt the key, though it is never written, and take longer than the rest of a connect. */
    private static final String TYPE = "JKS";

    private InMemoryKeyStore() {}

    static KeyStore empty() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(TYPE);
        try {
            store.load(null, new char[0]);
        } catch (IOException e) {
            throw new IllegalStateException("nothing is read", e);
        }
        return store;
    }
}
