package io.aromabridge.certs;

import static io.aromabridge.certs.Samples.CLOCK;
import static io.aromabridge.certs.Samples.NOW;
import static io.aromabridge.certs.Samples.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentAuthorityTest {
    private final Path parent;
    private final Path folder;

    DevelopmentAuthorityTest(@TempDir Path parent) {
        this.parent = parent;
        this.folder = parent.resolve("made").resolve("ca");
    }

    @Test
    void isMadeOnceAndThenTheSame() throws Exception {
        DevelopmentAuthority made = open(NOW);
        assertEquals(made.certificate(), open(NOW).certificate());
        assertEquals(folder.resolve("AmazonRootCA1.pem"), made.certificateFile());
        assertEquals(List.of(made.certificate()), PemFiles.readCertificates(made.certificateFile()));
    }

    @Test
    void isAnAuthorityForTenYears() throws Exception {
        X509Certificate certificate = open(NOW).certificate();
        assertEquals(
                "CN=Aromabridge development CA",
                certificate.getSubjectX500Principal().getName());
        assertEquals(0, certificate.getBasicConstraints(), "it may sign devices, not further authorities");
        assertEquals("EC P-256", CertificateReport.keyText(certificate.getPublicKey()));
        assertEquals(3649, CertificateReport.daysLeft(certificate, NOW));
        certificate.verify(certificate.getPublicKey());
    }

    @Test
    void leavesNothingBehindButItsFiles() throws Exception {
        open(NOW).serverIdentity(ServerNames.local(List.of()));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of(
                            ".lock",
                            "AmazonRootCA1.pem",
                            "ca-private.pem.key",
                            "server-certificate.pem.crt",
                            "server-private.pem.key"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void namesTheFilesToDeleteIfItsKeyIsMissing() throws Exception {
        open(NOW);
        Files.delete(folder.resolve("ca-private.pem.key"));
        refusesToOpen("no such file");
    }

    @Test
    void namesTheFilesToDeleteIfItsCertificateIsMissing() throws Exception {
        open(NOW);
        Files.delete(folder.resolve("AmazonRootCA1.pem"));
        refusesToOpen("no such file");
        assertFalse(Files.exists(folder.resolve("AmazonRootCA1.pem")), "nothing was made over the old key");
    }

    @Test
    void namesTheFilesToDeleteIfOneIsDamaged() throws Exception {
        open(NOW);
        String key = Files.readString(folder.resolve("ca-private.pem.key"));
        Samples.write(folder.resolve("ca-private.pem.key"), key.substring(0, 80));
        refusesToOpen("cut short");
        Samples.write(folder.resolve("ca-private.pem.key"), "");
        refusesToOpen("empty");
    }

    @Test
    void namesTheFilesToDeleteIfKeyAndCertificateDoNotMatch() throws Exception {
        open(NOW);
        Samples.write(folder.resolve("ca-private.pem.key"), PemEncoding.pkcs8(Samples.EC.getPrivate()));
        refusesToOpen("does not belong");
    }

    @Test
    void namesTheFilesToDeleteIfItExpired() throws Exception {
        open(NOW);
        Instant later = NOW.plus(Duration.ofDays(3650));
        refuses(() -> open(later), "expired at 2036-", "delete", "ca-private.pem.key");
    }

    @Test
    void doesNotTakeADeviceForAnAuthority() throws Exception {
        Files.createDirectories(folder);
        Identity device = DevelopmentAuthority.inMemory(CLOCK).device("shooter");
        Samples.write(folder.resolve("ca-private.pem.key"), PemEncoding.pkcs8(device.privateKey()));
        Samples.write(folder.resolve("AmazonRootCA1.pem"), PemEncoding.certificates(device.chain()));
        refusesToOpen("not of a certificate authority");
    }

    @Test
    void completesAnAuthorityWhoseProcessWasKilledBetweenTheRenames() throws Exception {
        X509Certificate certificate = open(NOW).certificate();
        // As it lies on disk between the two renames.
        Files.move(folder.resolve("AmazonRootCA1.pem"), folder.resolve(".AmazonRootCA1.pem.new"));
        assertEquals(certificate, open(NOW).certificate());
    }

    @Test
    void startsAgainWhenAKilledProcessHadRenamedNothing() throws Exception {
        X509Certificate certificate = open(NOW).certificate();
        Files.move(folder.resolve("AmazonRootCA1.pem"), folder.resolve(".AmazonRootCA1.pem.new"));
        Files.move(folder.resolve("ca-private.pem.key"), folder.resolve(".ca-private.pem.key.new"));
        assertNotEquals(certificate, open(NOW).certificate());
        assertFalse(Files.exists(folder.resolve(".AmazonRootCA1.pem.new")));
    }

    @Test
    void namesTheFileInTheWayOfItsFolder() throws Exception {
        Path file = Samples.write(parent.resolve("file"), "text");
        AromaException e = assertThrows(AromaException.class, () -> DevelopmentAuthority.open(file, CLOCK));
        assertEquals(AromaException.Kind.FAILED, e.kind());
        assertTrue(String.valueOf(e.getMessage()).contains("a file is in the way: " + file), e.getMessage());
    }

    @Test
    void inMemoryHasNoFiles() {
        DevelopmentAuthority authority = DevelopmentAuthority.inMemory(CLOCK);
        assertThrows(IllegalStateException.class, authority::certificateFile);
        assertThrows(IllegalStateException.class, () -> authority.issueDevice("shooter", folder));
        assertThrows(IllegalStateException.class, () -> authority.serverIdentity(ServerNames.local(List.of())));
    }

    private DevelopmentAuthority open(Instant now) throws AromaException {
        return DevelopmentAuthority.open(folder, InstantSource.fixed(now));
    }

    private void refusesToOpen(String reason) {
        refuses(
                () -> open(NOW),
                reason,
                "delete " + folder.resolve("AmazonRootCA1.pem") + " and " + folder.resolve("ca-private.pem.key"));
    }
}
