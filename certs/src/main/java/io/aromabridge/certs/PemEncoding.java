package io.aromabridge.certs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/** Writes keys and certificates as PEM text (RFC 7468: 64 columns, LF). */
final class PemEncoding {
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private PemEncoding() {}

    /** A chain, one block after the other. */
    static String certificates(List<X509Certificate> chain) {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : chain) {
            try {
                text.append(block("CERTIFICATE", certificate.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("a certificate that was parsed or built can be encoded", e);
            }
        }
        return text.toString();
    }

    /** PKCS#8, {@code PRIVATE KEY}. */
    static String pkcs8(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    /** PKCS#1, {@code RSA PRIVATE KEY}: the form in which AWS IoT hands out keys. */
    static String pkcs1(PrivateKey rsaKey) {
        try {
            byte[] der = PrivateKeyInfo.getInstance(rsaKey.getEncoded())
                    .parsePrivateKey()
                    .toASN1Primitive()
                    .getEncoded(ASN1Encoding.DER);
            return block("RSA PRIVATE KEY", der);
        } catch (IOException e) {
            throw new IllegalStateException("an RSA key of the JDK can be encoded", e);
        }
    }

    /** X.509 SubjectPublicKeyInfo, {@code PUBLIC KEY}. */
    static String publicKey(PublicKey key) {
        return block("PUBLIC KEY", key.getEncoded());
    }

    static String block(String label, byte[] der) {
        String base64 = new String(BASE64.encode(der), StandardCharsets.US_ASCII);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }
}
