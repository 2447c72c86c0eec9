package io.aromabridge.certs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.junit.jupiter.api.function.Executable;

/** Keys made once for all tests, and every form of PEM that they come in. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);

    static final KeyPair RSA = new CertificateMaker().newRsaKeys();
    static final KeyPair EC = new CertificateMaker().newEcKeys();

    private Samples() {}

    /** SEC1 with the curve in it, as {@code openssl ec} writes it. */
    static String sec1(PrivateKey key) throws IOException {
        return PemEncoding.block(
                "EC PRIVATE KEY", new ECPrivateKey(256, secret(key), SECObjectIdentifiers.secp256r1).getEncoded());
    }

    /** SEC1 without the curve: RFC 5915 lets it be left out. */
    static String sec1WithoutCurve(PrivateKey key) throws IOException {
        return PemEncoding.block("EC PRIVATE KEY", new ECPrivateKey(256, secret(key)).getEncoded());
    }

    static String ecParameters(ASN1ObjectIdentifier curve) throws IOException {
        return PemEncoding.block("EC PARAMETERS", curve.getEncoded());
    }

    private static BigInteger secret(PrivateKey key) throws IOException {
        return ECPrivateKey.getInstance(
                        PrivateKeyInfo.getInstance(key.getEncoded()).parsePrivateKey())
                .getKey();
    }

    static Path write(Path file, String text) throws IOException {
        return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes an identity's certificates and key (PKCS#8) as {@code NAME.crt} and {@code NAME.key}. */
    static void write(Path folder, String name, Identity identity) throws IOException {
        write(folder.resolve(name + ".crt"), PemEncoding.certificates(identity.chain()));
        AtomicFiles.write(
                folder.resolve(name + ".key"), PemEncoding.pkcs8(identity.privateKey()), AtomicFiles.Access.OWNER);
    }

    /** A configuration error of one line with all these parts. */
    static void refuses(Executable action, String... parts) {
        AromaException e = assertThrows(AromaException.class, action);
        String message = String.valueOf(e.getMessage());
        assertEquals(AromaException.Kind.CONFIGURATION, e.kind(), message);
        assertEquals(1, message.lines().count(), message);
        for (String part : List.of(parts)) {
            assertTrue(message.contains(part), () -> "no \"" + part + "\" in: " + message);
        }
    }
}
