package io.aromabridge.certs;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/**
 * A private key with its certificate.
 *
 * @param privateKey RSA or EC
 * @param chain the certificate of that key first, then its issuers; never empty
 */
public record Identity(PrivateKey privateKey, List<X509Certificate> chain) {
    /** Throws {@link IllegalArgumentException} if the chain is empty. */
    public Identity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("an identity needs at least one certificate");
        }
    }

    /** The certificate of the private key. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** AWS IoT's certificateId: see {@link #certificateId(X509Certificate)}. */
    public String certificateId() {
        return certificateId(certificate());
    }

    /** AWS IoT's certificateId: the SHA-256 of its DER form, 64 lower-case hexadecimal digits. */
    public static String certificateId(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            // Every JDK has SHA-256, and a certificate that was parsed can be encoded.
            throw new IllegalStateException(e);
        }
    }

    /** The same for TLS. */
    public KeyManagerFactory keyManagers() {
        try {
            KeyStore store = InMemoryKeyStore.empty();
            char[] password = new char[0];
            store.setKeyEntry("identity", privateKey, password, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            return keys;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot hold this key: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "Identity[" + certificate().getSubjectX500Principal() + "]";
    }
}
