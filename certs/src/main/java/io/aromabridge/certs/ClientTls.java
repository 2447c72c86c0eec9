package io.aromabridge.certs;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trusted certificates and identity of a TLS client. TLS 1.2 and 1.3 through the JDK's own provider. */
public final class ClientTls {
    private final TrustManagerFactory trust;
    private final Optional<KeyManagerFactory> keys;
    private final Optional<String> alpn;

    private ClientTls(TrustManagerFactory trust, Optional<KeyManagerFactory> keys, Optional<String> alpn) {
        this.trust = trust;
        this.keys = keys;
        this.alpn = alpn;
    }

    /**
     * TLS with these roots and, for mutual TLS, this identity.
     *
     * @param trusted at least one certificate authority
     */
    public static ClientTls of(List<X509Certificate> trusted, Optional<Identity> identity) {
        if (trusted.isEmpty()) {
            throw new IllegalArgumentException("TLS needs at least one trusted certificate");
        }
        try {
            KeyStore roots = InMemoryKeyStore.empty();
            for (int i = 0; i < trusted.size(); i++) {
                roots.setCertificateEntry("ca-" + i, trusted.get(i));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(roots);
            return new ClientTls(
                    NamingTrustManager.around(trust), identity.map(Identity::keyManagers), Optional.empty());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot hold these certificates: " + e.getMessage(), e);
        }
    }

    /**
     * The same, asking for a protocol by ALPN (RFC 7301).
     *
     * @param protocol 1 to 255 bytes; {@code x-amzn-mqtt-ca} on port 443 of AWS IoT
     */
    public ClientTls withAlpn(String protocol) {
        return new ClientTls(trust, keys, Optional.of(protocol));
    }

    /** The protocol to ask for by ALPN; empty for none. */
    public Optional<String> alpn() {
        return alpn;
    }

    /**
     * For clients that build their own context. A certificate that is trusted, and not valid for the name, ends the
     * handshake with {@link io.aromabridge.certs.connect.ServerNameException}.
     */
    public TrustManagerFactory trustManagers() {
        return trust;
    }

    /** For clients that build their own context; empty without an identity. */
    public Optional<KeyManagerFactory> keyManagers() {
        return keys;
    }

    /** A context for clients that take one. */
    public SSLContext sslContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.map(KeyManagerFactory::getKeyManagers).orElse(null), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot make a TLS context: " + e.getMessage(), e);
        }
    }
}
