package io.aromabridge.certs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys and signs certificates, in memory, for development. */
final class CertificateMaker {
    /** Validity of a certificate, in whole seconds. */
    record Validity(Instant notBefore, Instant notAfter) {
        Validity {
            if (!notBefore.isBefore(notAfter)) {
                throw new IllegalArgumentException("valid from " + notBefore + " until " + notAfter + " is never");
            }
        }
    }

    private final SecureRandom random = new SecureRandom();

    KeyPair newRsaKeys() {
        return newKeys("RSA", 2048);
    }

    KeyPair newEcKeys() {
        return newKeys("EC", 256);
    }

    private KeyPair newKeys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            } else {
                generator.initialize(bits, random);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes " + algorithm + " keys of " + bits + " bits", e);
        }
    }

    /** A self-signed certificate authority. */
    Identity authority(Validity validity) {
        X500Name name = new X500NameBuilder()
                .addRDN(BCStyle.CN, "Aromabridge development CA")
                .build();
        KeyPair keys = newEcKeys();
        try {
            X509v3CertificateBuilder builder = builder(name, name, keys, validity);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new Identity(keys.getPrivate(), List.of(sign(builder, keys.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw impossible(e);
        }
    }

    /** A server certificate for these names; its chain includes the authority. */
    Identity server(Identity authority, ServerNames names, Validity validity) {
        List<GeneralName> alternatives = new ArrayList<>();
        for (String name : names.dnsNames()) {
            alternatives.add(new GeneralName(GeneralName.dNSName, name));
        }
        for (InetAddress address : names.addresses()) {
            alternatives.add(new GeneralName(GeneralName.iPAddress, new DEROctetString(address.getAddress())));
        }
        X500Name subject = new X500NameBuilder()
                .addRDN(BCStyle.CN, "Aromabridge development server")
                .build();
        KeyPair keys = newEcKeys();
        try {
            X509v3CertificateBuilder builder = leaf(authority, subject, keys, KeyPurposeId.id_kp_serverAuth, validity);
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(alternatives.toArray(GeneralName[]::new)));
            X509Certificate certificate = sign(builder, authority.privateKey());
            return new Identity(keys.getPrivate(), List.of(certificate, authority.certificate()));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw impossible(e);
        }
    }

    /** A device certificate of these keys; its chain is the device alone, as in AWS's files. */
    Identity device(Identity authority, String name, KeyPair keys, Validity validity) {
        X500Name subject = new X500NameBuilder()
                .addRDN(BCStyle.OU, name)
                .addRDN(BCStyle.CN, "AWS IoT Certificate")
                .build();
        try {
            X509v3CertificateBuilder builder = leaf(authority, subject, keys, KeyPurposeId.id_kp_clientAuth, validity);
            return new Identity(keys.getPrivate(), List.of(sign(builder, authority.privateKey())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw impossible(e);
        }
    }

    private X509v3CertificateBuilder leaf(
            Identity authority, X500Name subject, KeyPair keys, KeyPurposeId purpose, Validity validity)
            throws IOException, GeneralSecurityException {
        // The issuer's name byte for byte as in its certificate.
        X500Name issuer = X500Name.getInstance(
                authority.certificate().getSubjectX500Principal().getEncoded());
        X509v3CertificateBuilder builder = builder(issuer, subject, keys, validity);
        boolean rsa = keys.getPublic().getAlgorithm().equals("RSA");
        int usage = rsa ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment : KeyUsage.digitalSignature;
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils()
                        .createAuthorityKeyIdentifier(authority.certificate().getPublicKey()));
        return builder;
    }

    private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair keys, Validity validity)
            throws IOException, GeneralSecurityException {
        // RFC 5280 section 4.1.2.2: positive, at most 20 bytes.
        BigInteger serial = new BigInteger(127, random).add(BigInteger.ONE);
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuer,
                serial,
                Date.from(validity.notBefore()),
                Date.from(validity.notAfter()),
                subject,
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        return builder;
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey authority)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        byte[] der = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority))
                .getEncoded();
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static IllegalStateException impossible(Exception e) {
        return new IllegalStateException("a certificate cannot be made: " + e.getMessage(), e);
    }
}
