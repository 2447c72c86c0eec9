package io.aromabridge.certs;

import io.aromabridge.certs.PemFile.Content;
import io.aromabridge.core.AromaException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads keys and certificates from PEM files in every form that AWS and openssl write: PKCS#1, SEC1 and PKCS#8 keys,
 * certificates and chains, any line end, text around the blocks. Every error names the file, the fault and the remedy,
 * and is of kind CONFIGURATION.
 */
public final class PemFiles {
    private PemFiles() {}

    /** The one private key of this file: RSA or EC (P-256, P-384, P-521), without a passphrase. */
    public static PrivateKey readPrivateKey(Path file) throws AromaException {
        List<PemBlock> blocks = PemFile.read(file, Content.PRIVATE_KEY);
        List<PemBlock> keys = blocks.stream().filter(PemBlock::isPrivateKey).toList();
        if (keys.size() == 1) {
            return privateKey(file, keys.get(0), blocks);
        }
        if (keys.size() > 1) {
            throw PemFile.wrong(
                    file, Content.PRIVATE_KEY, "holds " + keys.size() + " private keys; leave the one that is meant");
        }
        if (blocks.stream().anyMatch(PemBlock::isCertificate)) {
            throw PemFile.wrong(
                    file, Content.PRIVATE_KEY, "holds a certificate and no private key; the two paths may be swapped");
        }
        throw PemFile.wrong(
                file, Content.PRIVATE_KEY, "holds no private key, only " + blocks.get(0) + "; check the path");
    }

    /** The certificates of this file in their order, at least one. */
    public static List<X509Certificate> readCertificates(Path file) throws AromaException {
        List<PemBlock> blocks = PemFile.read(file, Content.CERTIFICATE);
        List<X509Certificate> certificates = new ArrayList<>();
        for (PemBlock block : blocks) {
            if (block.isCertificate()) {
                certificates.add(certificate(file, block));
            }
        }
        if (certificates.isEmpty()) {
            throw PemFile.wrong(
                    file,
                    Content.CERTIFICATE,
                    blocks.stream().anyMatch(PemBlock::isPrivateKey)
                            ? "holds a private key and no certificate; the two paths may be swapped"
                            : "holds no certificate, only " + blocks.get(0) + "; check the path");
        }
        return List.copyOf(certificates);
    }

    /**
     * A certificate (with its issuers, if the file has them) and its private key. They must belong together, and the
     * certificate must be valid now.
     */
    public static Identity readIdentity(Path certificate, Path privateKey, InstantSource clock) throws AromaException {
        List<X509Certificate> chain = readCertificates(certificate);
        PrivateKey key = readPrivateKey(privateKey);
        if (!PrivateKeys.match(key, chain.get(0).getPublicKey())) {
            boolean later = chain.stream().anyMatch(issuer -> PrivateKeys.match(key, issuer.getPublicKey()));
            throw PemFile.wrong(
                    privateKey,
                    Content.PRIVATE_KEY,
                    later
                            ? "belongs to a later certificate of " + certificate + "; move that one to the front"
                            : "does not belong to the certificate " + certificate + "; give two files of one pair");
        }
        Optional<String> outOfDate = outOfDate(chain.get(0), clock.instant());
        if (outOfDate.isPresent()) {
            throw PemFile.wrong(certificate, Content.CERTIFICATE, outOfDate.get());
        }
        return new Identity(key, chain);
    }

    /**
     * The TLS settings of a client.
     *
     * @param ca the file of the trusted roots
     * @param certificate with {@code privateKey} the client's identity, for mutual TLS; both or neither
     */
    public static ClientTls readClientTls(
            Path ca, Optional<Path> certificate, Optional<Path> privateKey, InstantSource clock) throws AromaException {
        if (certificate.isPresent() && privateKey.isEmpty()) {
            throw PemFile.wrong(
                    certificate.get(), Content.CERTIFICATE, "its private key is not given; give both or neither");
        }
        if (privateKey.isPresent() && certificate.isEmpty()) {
            throw PemFile.wrong(
                    privateKey.get(), Content.PRIVATE_KEY, "its certificate is not given; give both or neither");
        }
        Optional<Identity> identity = certificate.isPresent() && privateKey.isPresent()
                ? Optional.of(readIdentity(certificate.get(), privateKey.get(), clock))
                : Optional.empty();
        return ClientTls.of(readCertificates(ca), identity);
    }

    /** Why this certificate is not valid at that time, with the remedy; empty if it is. */
    static Optional<String> outOfDate(X509Certificate certificate, Instant now) {
        Instant notBefore = certificate.getNotBefore().toInstant();
        Instant notAfter = certificate.getNotAfter().toInstant();
        if (now.isAfter(notAfter)) {
            return Optional.of("expired at " + notAfter + "; get a new one");
        }
        if (now.isBefore(notBefore)) {
            return Optional.of("is not valid before " + notBefore + ", and it is " + now
                    + " now by this machine's clock; check the clock");
        }
        return Optional.empty();
    }

    static X509Certificate certificate(Path file, PemBlock block) throws AromaException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der()));
        } catch (CertificateException e) {
            throw damaged(file, Content.CERTIFICATE, block, e);
        }
    }

    /** The key of one block; its EC parameters can be in another block of the file. */
    static PrivateKey privateKey(Path file, PemBlock block, List<PemBlock> blocks) throws AromaException {
        if (block.encrypted()) {
            throw PemFile.wrong(
                    file,
                    Content.PRIVATE_KEY,
                    "is protected by a passphrase; remove it: openssl pkey -in " + PemFile.quoted(file) + " -out "
                            + PemFile.quoted(file.resolveSibling(file.getFileName() + ".plain"))
                            + " and use that file");
        }
        try {
            return switch (block.label()) {
                case "PRIVATE KEY" -> PrivateKeys.pkcs8(block.der());
                case "RSA PRIVATE KEY" -> PrivateKeys.pkcs1(block.der());
                case "EC PRIVATE KEY" -> PrivateKeys.sec1(block.der(), parameters(blocks));
                default ->
                    throw new PrivateKeys.UnsupportedKeyException(
                            "the form " + block.label() + "; PKCS#1, SEC1 or PKCS#8 is expected");
            };
        } catch (PrivateKeys.UnsupportedKeyException e) {
            throw PemFile.wrong(file, Content.PRIVATE_KEY, "cannot be used: it holds " + e.getMessage());
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // Bouncy Castle throws any of several runtime exceptions for DER that is not what its label says.
            throw damaged(file, Content.PRIVATE_KEY, block, e);
        }
    }

    private static Optional<byte[]> parameters(List<PemBlock> blocks) {
        return blocks.stream()
                .filter(block -> block.label().equals("EC PARAMETERS"))
                .map(PemBlock::der)
                .findFirst();
    }

    private static AromaException damaged(Path file, Content content, PemBlock block, Exception e) {
        return new AromaException(
                AromaException.Kind.CONFIGURATION,
                content.at(file) + ": the " + block.label() + " that begins in line " + block.line()
                        + " is cut short or damaged; copy the file again",
                e);
    }
}
