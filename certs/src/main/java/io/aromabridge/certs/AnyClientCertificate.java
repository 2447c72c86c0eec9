package io.aromabridge.certs;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * For a server that decides by its registry after the handshake, as AWS IoT does: the handshake proves that the client
 * holds the key of its certificate, whoever signed that. Of no use to a client: it trusts no server.
 */
public final class AnyClientCertificate extends X509ExtendedTrustManager {
    private AnyClientCertificate() {}

    /** Accepts every client certificate, refuses every server certificate. */
    public static X509TrustManager trustAnyClientCertificate() {
        return new AnyClientCertificate();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
        // The registry decides later.
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
        // The registry decides later.
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        // The registry decides later.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("no server is trusted by this");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    /** None, so that clients offer whatever they have. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
