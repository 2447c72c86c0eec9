package io.aromabridge.simulator.mqtt;

import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** Keys with self-signed certificates, made by the JDK's keytool: a server called {@code localhost}, and two clients. */
final class KeyPairs {
    private static final String PASSWORD = "changeit";

    private final Path dir;

    KeyPairs(Path dir) throws IOException, InterruptedException {
        this.dir = dir;
        make("server", "san=dns:localhost");
        make("device", "eku=clientAuth");
        make("stranger", "eku=clientAuth");
    }

    private void make(String name, String extension) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        extension,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        dir.resolve(name).toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool failed: " + said);
        }
    }

    private KeyStore store(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(dir.resolve(name))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private X509Certificate certificate(String name) throws IOException, GeneralSecurityException {
        return (X509Certificate) store(name).getCertificate("key");
    }

    /** TLS that trusts one certificate, with a client's identity or without. */
    ClientTls client(String trusted, Optional<String> name) throws IOException, GeneralSecurityException {
        Optional<Identity> identity = Optional.empty();
        if (name.isPresent()) {
            PrivateKey key = (PrivateKey) store(name.get()).getKey("key", PASSWORD.toCharArray());
            identity = Optional.of(new Identity(key, List.of(certificate(name.get()))));
        }
        return ClientTls.of(List.of(certificate(trusted)), identity);
    }

    /** A socket of the server, which wants the certificate of {@code device}. */
    ServerSocket serverSocket() throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store("server"), PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("device", certificate("device"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(true);
        return socket;
    }
}
