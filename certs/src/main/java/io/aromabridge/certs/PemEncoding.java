package io.aromabridge.certs;

import java.io.IOException;
import java.io.StringWriter;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;

/** Writes keys and certificates as PEM text (RFC 7468: 64 columns, LF). */
final class PemEncoding {
    private PemEncoding() {}

    /** A chain, one block after the other. */
    static String certificates(List<X509Certificate> chain) {
        return text(chain);
    }

    /** PKCS#8, {@code PRIVATE KEY}. */
    static String pkcs8(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    /** PKCS#1, {@code RSA PRIVATE KEY}: the form in which AWS IoT hands out keys, and Bouncy Castle writes them. */
    static String pkcs1(PrivateKey rsaKey) {
        return text(List.of(rsaKey));
    }

    /** X.509 SubjectPublicKeyInfo, {@code PUBLIC KEY}. */
    static String publicKey(PublicKey key) {
        return text(List.of(key));
    }

    static String block(String label, byte[] der) {
        return text(List.of(new PemObject(label, der)));
    }

    private static String text(List<?> objects) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new LineFeedWriter(text)) {
            for (Object object : objects) {
                writer.writeObject(object);
            }
        } catch (IOException e) {
            throw new IllegalStateException("a key or certificate that was parsed or made can be encoded", e);
        }
        return text.toString();
    }

    /** Ends lines alike on every system. */
    private static final class LineFeedWriter extends JcaPEMWriter {
        LineFeedWriter(StringWriter out) {
            super(out);
        }

        @Override
        public void newLine() throws IOException {
            write('\n');
        }
    }
}
