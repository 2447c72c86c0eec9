package io.aromabridge.certs;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Decodes private keys: PKCS#8, and PKCS#1 (RFC 8017 appendix A.1.2) and SEC1 (RFC 5915), which are wrapped as PKCS#8, the
 * only form that the JDK reads. RSA, and EC on the curves that both AWS IoT and the JDK support.
 */
final class PrivateKeys {
    /** The key is intact, but TLS here cannot use its kind. The message names it and the kinds that are supported. */
    static final class UnsupportedKeyException extends Exception {
        UnsupportedKeyException(String message) {
            super(message);
        }
    }

    private static final String WANTED = "RSA or EC (P-256, P-384, P-521) is expected";
    private static final Map<ASN1Encodable, String> OTHER_ALGORITHMS = Map.of(
            new ASN1ObjectIdentifier("1.3.101.112"),
            "Ed25519",
            new ASN1ObjectIdentifier("1.3.101.113"),
            "Ed448",
            new ASN1ObjectIdentifier("1.3.101.110"),
            "X25519",
            new ASN1ObjectIdentifier("1.2.840.10040.4.1"),
            "DSA",
            PKCSObjectIdentifiers.id_RSASSA_PSS,
            "RSA-PSS");

    private PrivateKeys() {}

    /** PKCS#8, without encryption. */
    static PrivateKey pkcs8(byte[] der) throws UnsupportedKeyException, GeneralSecurityException, IOException {
        return jdkKey(PrivateKeyInfo.getInstance(der));
    }

    /** PKCS#1: RSA. */
    static PrivateKey pkcs1(byte[] der) throws UnsupportedKeyException, GeneralSecurityException, IOException {
        return jdkKey(new PrivateKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption), RSAPrivateKey.getInstance(der)));
    }

    /**
     * SEC1: EC.
     *
     * @param parameters the DER of an {@code EC PARAMETERS} block, for keys that do not name their curve themselves
     */
    static PrivateKey sec1(byte[] der, Optional<byte[]> parameters)
            throws UnsupportedKeyException, GeneralSecurityException, IOException {
        ECPrivateKey key = ECPrivateKey.getInstance(der);
        ASN1Encodable curve = key.getParametersObject();
        if (curve == null) {
            if (parameters.isEmpty()) {
                throw new UnsupportedKeyException("an EC key that does not name its curve; " + WANTED);
            }
            curve = ASN1Primitive.fromByteArray(parameters.get());
        }
        return jdkKey(new PrivateKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), key));
    }

    private static PrivateKey jdkKey(PrivateKeyInfo info)
            throws UnsupportedKeyException, GeneralSecurityException, IOException {
        AlgorithmIdentifier algorithm = info.getPrivateKeyAlgorithm();
        String name;
        if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
            name = "RSA";
        } else if (algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            checkCurve(algorithm.getParameters());
            name = "EC";
        } else {
            ASN1ObjectIdentifier other = algorithm.getAlgorithm();
            throw new UnsupportedKeyException(
                    "a key of algorithm " + OTHER_ALGORITHMS.getOrDefault(other, other.getId()) + "; " + WANTED);
        }
        return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    }

    private static void checkCurve(ASN1Encodable curve) throws UnsupportedKeyException {
        if (!(curve instanceof ASN1ObjectIdentifier name)) {
            throw new UnsupportedKeyException("an EC key that spells its curve out instead of naming it; " + WANTED
                    + " (openssl ec -param_enc named_curve names it)");
        }
        if (!name.equals(SECObjectIdentifiers.secp256r1)
                && !name.equals(SECObjectIdentifiers.secp384r1)
                && !name.equals(SECObjectIdentifiers.secp521r1)) {
            String text = name.equals(SECObjectIdentifiers.secp256k1) ? "secp256k1" : name.getId();
            throw new UnsupportedKeyException("an EC key on the curve " + text + "; " + WANTED);
        }
    }

    /** Whether a signature of the private key verifies with the public key. */
    static boolean match(PrivateKey privateKey, PublicKey publicKey) {
        if (!privateKey.getAlgorithm().equals(publicKey.getAlgorithm())) {
            return false;
        }
        if (privateKey instanceof RSAKey one
                && publicKey instanceof RSAKey other
                && !one.getModulus().equals(other.getModulus())) {
            return false;
        }
        try {
            String algorithm = privateKey instanceof RSAKey ? "SHA256withRSA" : "SHA256withECDSA";
            byte[] text = {1};
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(privateKey);
            signer.update(text);
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(publicKey);
            verifier.update(text);
            return verifier.verify(signer.sign());
        } catch (GeneralSecurityException | ProviderException | ArithmeticException unused) {
            // A key with a damaged number cannot sign: it belongs to no certificate.
            return false;
        }
    }
}
