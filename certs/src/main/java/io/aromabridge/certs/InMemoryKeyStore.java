package io.aromabridge.certs;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** The form in which the JDK's TLS takes keys and certificates. */
final class InMemoryKeyStore {
    /** Never written: PKCS #12 would encrypt a key all the same, which takes longer than the rest of a connect. */
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
