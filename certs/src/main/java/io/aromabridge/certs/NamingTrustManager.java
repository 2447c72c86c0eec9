package io.aromabridge.certs;

import io.aromabridge.certs.connect.ServerNameException;
import java.net.Socket;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The JDK's trust manager, which gives a server's wrong name a type of its own: the JDK reports it as a bare
 * CertificateException. What is trusted is the JDK's decision.
 */
final class NamingTrustManager extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager jdk;

    private NamingTrustManager(X509ExtendedTrustManager jdk) {
        this.jdk = jdk;
    }

    /** A factory of these, around the managers of an initialized one. */
    static TrustManagerFactory around(TrustManagerFactory factory) {
        return new Factory(factory);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            jdk.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw named(e, chain, authType);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            jdk.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            throw named(e, chain, authType);
        }
    }

    /** A chain that is trusted when no name is asked for has the wrong name. */
    private CertificateException named(CertificateException refusal, X509Certificate[] chain, String authType) {
        // The JDK's other refusals are of subtypes.
        if (refusal.getClass() != CertificateException.class) {
            return refusal;
        }
        try {
            jdk.checkServerTrusted(chain, authType);
            return new ServerNameException(ServerNames.listedBy(chain[0]), refusal);
        } catch (CertificateException untrusted) {
            return refusal;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        jdk.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        jdk.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        jdk.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        jdk.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return jdk.getAcceptedIssuers();
    }

    private static final class Factory extends TrustManagerFactory {
        Factory(TrustManagerFactory of) {
            super(new Managers(of), of.getProvider(), of.getAlgorithm());
        }
    }

    private static final class Managers extends TrustManagerFactorySpi {
        private final TrustManagerFactory of;

        Managers(TrustManagerFactory of) {
            this.of = of;
        }

        @Override
        protected void engineInit(KeyStore roots) throws KeyStoreException {
            of.init(roots);
        }

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
            of.init(parameters);
        }

        @Override
        protected TrustManager[] engineGetTrustManagers() {
            return Arrays.stream(of.getTrustManagers())
                    .map(manager -> manager instanceof X509ExtendedTrustManager x ? new NamingTrustManager(x) : manager)
                    .toArray(TrustManager[]::new);
        }
    }
}
