package io.aromabridge.certs;

import io.aromabridge.core.AromaException;
import java.nio.file.Path;
import java.security.Key;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Describes and checks PEM files, for people. Never shows a private key. */
public final class CertificateReport {
    private CertificateReport() {}

    /**
     * The contents of a file in lines for people, each ended by {@code \n}: of certificates subject, issuer, serial
     * number, validity, key, names, use and certificateId; of keys type and size.
     *
     * @throws AromaException of kind CONFIGURATION if it is no PEM file, or damaged
     */
    public static String describe(Path file, InstantSource clock) throws AromaException {
        List<PemBlock> blocks = PemFile.read(file, PemFile.Content.ANY);
        StringBuilder text = new StringBuilder(file + "\n");
        for (PemBlock block : blocks) {
            if (block.isCertificate()) {
                describe(PemFiles.certificate(file, block), clock.instant(), text);
            } else if (block.isPrivateKey() && block.encrypted()) {
                text.append("private key, protected by a passphrase\n");
            } else if (block.isPrivateKey()) {
                text.append("private key ")
                        .append(keyText(PemFiles.privateKey(file, block, blocks)))
                        .append('\n');
            } else if (!block.label().equals("EC PARAMETERS")) {
                text.append(block).append(" (not looked into)\n");
            }
        }
        return text.toString();
    }

    /**
     * Checks the files {@code *.pem}, {@code *.crt}, {@code *.cer} and {@code *.key} in this folder and below, without
     * hidden ones: unreadable files, certificates that are not valid now or in 30 days, private keys without a
     * certificate, private keys that others can read. At least one finding for each file, sorted by file.
     *
     * @throws AromaException of kind CONFIGURATION if the folder is missing
     */
    public static List<Finding> check(Path folder, InstantSource clock) throws AromaException {
        return new FolderCheck(clock.instant()).run(folder);
    }

    /** Algorithm and size in bits: {@code RSA 2048}. */
    static String keyText(Key key) {
        if (key instanceof RSAKey rsa) {
            return "RSA " + rsa.getModulus().bitLength();
        }
        if (key instanceof ECKey ec) {
            return "EC P-" + ec.getParams().getOrder().bitLength();
        }
        return key.getAlgorithm();
    }

    /** Whole days from now until the certificate ends; negative after it. */
    static long daysLeft(X509Certificate certificate, Instant now) {
        return Duration.between(now, certificate.getNotAfter().toInstant()).toDays();
    }

    private static void describe(X509Certificate certificate, Instant now, StringBuilder text) {
        boolean authority = certificate.getBasicConstraints() >= 0;
        text.append("certificate\n");
        line(text, "subject", certificate.getSubjectX500Principal().toString());
        line(text, "issuer", certificate.getIssuerX500Principal().toString());
        line(text, "serial number", certificate.getSerialNumber().toString(16));
        line(
                text,
                "valid",
                certificate.getNotBefore().toInstant() + " to "
                        + certificate.getNotAfter().toInstant() + ", "
                        + PemFiles.outOfDate(certificate, now)
                                .orElseGet(() -> daysLeft(certificate, now) + " days left"));
        line(text, "key", keyText(certificate.getPublicKey()) + ", signed with " + certificate.getSigAlgName());
        for (String name : names(certificate)) {
            line(text, "name", name);
        }
        line(text, "authority", authority ? "yes, it may sign certificates" : "no");
        line(text, "certificateId", Identity.certificateId(certificate));
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  ")
                .append(name)
                .append(" ".repeat(15 - name.length()))
                .append(value)
                .append('\n');
    }

    private static List<String> names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
                names.add(String.valueOf(alternative.get(1)));
            }
        } catch (CertificateParsingException e) {
            names.add("cannot be read: " + e.getMessage());
        }
        return names;
    }
}
