package io.aromabridge.certs;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Trust manager of a server that checks its registry after the handshake, as AWS IoT does: the handshake only proves that
 * the client has the key of its certificate. Of no use to a client: it trusts no server.
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

    /** None, so that clients offer any certificate. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
