package io.aromabridge.certs;

import static io.aromabridge.certs.Samples.CLOCK;
import static io.aromabridge.certs.Samples.NOW;
import static io.aromabridge.certs.Samples.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aromabridge.certs.Finding.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCheckTest {
    private final Path folder;

    FolderCheckTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private final DevelopmentAuthority authority = DevelopmentAuthority.inMemory(CLOCK);

    @Test
    void everythingThatWeMakeIsFine() throws Exception {
        DevelopmentAuthority onDisk = DevelopmentAuthority.open(folder.resolve("ca"), CLOCK);
        onDisk.serverIdentity(ServerNames.local(List.of()));
        onDisk.issueDevice("shooter", folder.resolve("devices/shooter"));
        List<Finding> findings = check();
        // Root and its key; leaf, root and key of the server; root, certificate, key and public key of the device.
        assertEquals(9, findings.size(), findings.toString());
        for (Finding finding : findings) {
            assertEquals(Severity.OK, finding.severity(), finding.toString());
        }
        assertEquals(
                findings.stream().map(Finding::file).sorted().toList(),
                findings.stream().map(Finding::file).toList());
    }

    @Test
    void warnsThirtyDaysBeforeTheEnd() throws Exception {
        device("soon", NOW.plus(Duration.ofDays(30)));
        device("later", NOW.plus(Duration.ofDays(30)).plusSeconds(1));
        found(Severity.WARNING, "soon.crt", "expires in 30 days, at 2026-12-20T12:00:00Z");
        found(Severity.OK, "later.crt", "30 days left");
    }

    @Test
    void findsCertificatesThatAreNotValidNow() throws Exception {
        device("old", NOW.minusSeconds(1));
        Samples.write(folder, "early", authority.device("early", NOW.plusSeconds(60), NOW.plusSeconds(120)));
        found(Severity.ERROR, "old.crt", "expired at 2026-11-20T11:59:59Z");
        found(Severity.ERROR, "early.crt", "not valid before 2026-11-20T12:01:00Z");
    }

    @Test
    void findsAKeyWithoutCertificate() throws Exception {
        device("one", NOW.plus(Duration.ofDays(60)));
        device("two", NOW.plus(Duration.ofDays(60)));
        Files.delete(folder.resolve("two.crt"));
        found(Severity.OK, "one.key", "private key EC P-256 of ");
        found(Severity.WARNING, "two.key", "has no certificate here");
    }

    @Test
    void findsTheCertificateOfAKeyInAnotherFolder() throws Exception {
        device("one", NOW.plus(Duration.ofDays(60)));
        Files.createDirectory(folder.resolve("private"));
        Files.move(folder.resolve("one.key"), folder.resolve("private/one.key"));
        found(Severity.OK, "one.key", "private key EC P-256 of ");
    }

    @Test
    void findsAKeyThatOthersMayUse() throws Exception {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        device("one", NOW.plus(Duration.ofDays(60)));
        Path key = folder.resolve("one.key");
        for (String mode : List.of("rw-r--r--", "rw----r--", "rw--w----")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(mode));
            found(Severity.ERROR, "one.key", "(mode " + mode + "); chmod 600 " + key);
        }
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
        assertTrue(check().stream().noneMatch(finding -> finding.severity() == Severity.ERROR), check()::toString);
    }

    @Test
    void findsUnreadableFiles() throws Exception {
        Samples.write(folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
        Samples.write(folder.resolve("empty.key"), "");
        Samples.write(folder.resolve("locked.key"), PemEncoding.block("ENCRYPTED PRIVATE KEY", new byte[] {1}));
        Files.createSymbolicLink(folder.resolve("gone.crt"), folder.resolve("nowhere"));
        found(Severity.ERROR, "broken.pem", "no END line");
        found(Severity.ERROR, "empty.key", "empty");
        found(Severity.ERROR, "locked.key", "passphrase");
        found(Severity.ERROR, "gone.crt", "no such file");
    }

    @Test
    void leavesOtherFilesAlone() throws Exception {
        Samples.write(folder.resolve("README.md"), "text");
        Samples.write(folder.resolve(".hidden.key"), "text");
        assertEquals(List.of(), check());
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        refuses(() -> CertificateReport.check(folder.resolve("none"), CLOCK), "there is no folder", "none");
    }

    private void device(String name, Instant notAfter) throws Exception {
        Samples.write(folder, name, authority.device(name, NOW.minus(Duration.ofDays(1)), notAfter));
    }

    private List<Finding> check() throws Exception {
        return CertificateReport.check(folder, CLOCK);
    }

    private void found(Severity severity, String fileName, String message) throws Exception {
        List<Finding> findings = check();
        assertTrue(
                findings.stream()
                        .anyMatch(finding -> finding.severity() == severity
                                && finding.file().endsWith(fileName)
                                && finding.message().contains(message)),
                () -> severity + " " + fileName + " " + message + " not in " + findings);
    }
}
