package io.aromabridge.certs;

import io.aromabridge.certs.Finding.Severity;
import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One check of a folder of keys and certificates: see {@link CertificateReport#check}. */
final class FolderCheck {
    private record KeyFile(Path file, PrivateKey key) {}

    private static final Pattern NAME = Pattern.compile("[^.].*\\.(pem|crt|cer|key)");
    private static final Duration SOON = Duration.ofDays(30);

    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();
    private final List<KeyFile> keys = new ArrayList<>();
    private final List<X509Certificate> certificates = new ArrayList<>();

    FolderCheck(Instant now) {
        this.now = now;
    }

    List<Finding> run(Path folder) throws AromaException {
        if (!Files.isDirectory(folder)) {
            throw new AromaException(
                    AromaException.Kind.CONFIGURATION, "there is no folder " + folder + "; check the path");
        }
        try {
            Files.walkFileTree(folder, new Visitor());
        } catch (IOException e) {
            // The visitor reports unreadable files, so this comes from the file system itself.
            add(Severity.ERROR, folder, AtomicFiles.reason(e));
        }
        for (KeyFile key : keys) {
            matchKey(key);
        }
        findings.sort(Comparator.comparing(Finding::file));
        return List.copyOf(findings);
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes unused) {
            if (NAME.matcher(file.getFileName().toString()).matches()) {
                look(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            add(Severity.ERROR, file, "cannot be looked into: " + AtomicFiles.reason(e) + "; check owner and mode");
            return FileVisitResult.CONTINUE;
        }
    }

    private void look(Path file) {
        try {
            List<PemBlock> blocks = PemFile.read(file, PemFile.Content.ANY);
            boolean secret = blocks.stream().anyMatch(PemBlock::isPrivateKey);
            if (secret) {
                othersMayRead(file)
                        .ifPresent(mode -> add(
                                Severity.ERROR,
                                file,
                                "others may use this private key (mode " + mode + "); chmod 600 "
                                        + PemFile.quoted(file)));
            }
            boolean known = false;
            for (PemBlock block : blocks) {
                known |= look(file, block, blocks);
            }
            if (!known) {
                add(Severity.OK, file, blocks.get(0).label() + ", nothing to check");
            }
        } catch (AromaException e) {
            add(Severity.ERROR, file, String.valueOf(e.getMessage()));
        }
    }

    private boolean look(Path file, PemBlock block, List<PemBlock> blocks) throws AromaException {
        if (block.isCertificate()) {
            X509Certificate certificate = PemFiles.certificate(file, block);
            certificates.add(certificate);
            checkValidity(file, certificate);
        } else if (block.isPrivateKey()) {
            keys.add(new KeyFile(file, PemFiles.privateKey(file, block, blocks)));
        } else {
            return false;
        }
        return true;
    }

    private void checkValidity(Path file, X509Certificate certificate) {
        Optional<String> outOfDate = PemFiles.outOfDate(certificate, now);
        long days = CertificateReport.daysLeft(certificate, now);
        Instant end = certificate.getNotAfter().toInstant();
        String name = "certificate " + certificate.getSubjectX500Principal() + " ";
        if (outOfDate.isPresent()) {
            add(Severity.ERROR, file, name + outOfDate.get());
        } else if (!now.plus(SOON).isBefore(end)) {
            add(Severity.WARNING, file, name + "expires in " + days + " days, at " + end + "; get a new one");
        } else {
            add(Severity.OK, file, name + "has " + days + " days left");
        }
    }

    private void matchKey(KeyFile key) {
        String name = "private key " + CertificateReport.keyText(key.key());
        Optional<X509Certificate> certificate = certificates.stream()
                .filter(candidate -> PrivateKeys.match(key.key(), candidate.getPublicKey()))
                .findFirst();
        if (certificate.isPresent()) {
            add(Severity.OK, key.file(), name + " of " + certificate.get().getSubjectX500Principal());
        } else {
            add(Severity.WARNING, key.file(), name + " has no certificate here; put it beside the key");
        }
    }

    private void add(Severity severity, Path file, String message) {
        findings.add(new Finding(severity, file, message));
    }

    // The mode as text if the group or others have any right; empty without POSIX permissions too.
    private static Optional<String> othersMayRead(Path file) throws AromaException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return Optional.empty();
        }
        try {
            String mode = PosixFilePermissions.toString(view.readAttributes().permissions());
            return mode.endsWith("------") ? Optional.empty() : Optional.of(mode);
        } catch (IOException e) {
            throw PemFile.unreadable(file, PemFile.Content.ANY, e);
        }
    }
}
