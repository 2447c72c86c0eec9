package io.aromabridge.certs;

import static io.aromabridge.certs.Samples.CLOCK;
import static io.aromabridge.certs.Samples.NOW;
import static io.aromabridge.certs.Samples.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateReportTest {
    private final Path folder;

    CertificateReportTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private final DevelopmentAuthority authority = DevelopmentAuthority.inMemory(CLOCK);

    @Test
    void describesEachCertificateOfAChain() throws Exception {
        Identity server =
                authority.server(new ServerNames(List.of("localhost"), List.of(InetAddress.getByName("192.168.1.5"))));
        Path file = Samples.write(folder.resolve("server.pem"), PemEncoding.certificates(server.chain()));
        String text = CertificateReport.describe(file, CLOCK);
        for (String line : List.of(
                file.toString(),
                "  subject        CN=Aromabridge development server",
                "  issuer         CN=Aromabridge development CA",
                "  serial number  " + server.certificate().getSerialNumber().toString(16),
                "  valid          2026-11-20T11:00:00Z to 2027-12-22T11:00:00Z, 396 days left",
                "  key            EC P-256, signed with SHA256withECDSA",
                "  name           localhost",
                "  name           192.168.1.5",
                "  authority      no",
                "  authority      yes, it may sign certificates",
                "  certificateId  " + server.certificateId(),
                "  certificateId  " + Identity.certificateId(authority.certificate()))) {
            assertTrue(text.lines().anyMatch(line::equals), () -> "no line \"" + line + "\" in:\n" + text);
        }
    }

    @Test
    void saysThatACertificateIsOutOfDate() throws Exception {
        Path file = Samples.write(
                folder.resolve("old.crt"),
                PemEncoding.certificates(authority
                        .device("old", NOW.minusSeconds(10), NOW.minusSeconds(5))
                        .chain()));
        assertTrue(CertificateReport.describe(file, CLOCK).contains(", expired at 2026-11-20T11:59:55Z"));
        InstantSource early = InstantSource.fixed(NOW.minus(Duration.ofDays(1)));
        assertTrue(CertificateReport.describe(file, early).contains(", is not valid before 2026-11-20T11:59:50Z"));
    }

    @Test
    void describesKeysByTypeAndSizeOnly() throws Exception {
        assertEquals("private key RSA 2048\n", described(PemEncoding.pkcs1(Samples.RSA.getPrivate())));
        assertEquals("private key EC P-256\n", described(PemEncoding.pkcs8(Samples.EC.getPrivate())));
        assertEquals(
                "private key, protected by a passphrase\n",
                described(PemEncoding.block("ENCRYPTED PRIVATE KEY", new byte[] {1})));
        assertEquals(
                "PUBLIC KEY in line 1 (not looked into)\n", described(PemEncoding.publicKey(Samples.RSA.getPublic())));
    }

    @Test
    void refusesAFileThatIsNoPem() {
        refuses(() -> CertificateReport.describe(folder.resolve("none"), CLOCK), "PEM file", "no such file");
    }

    private String described(String text) throws Exception {
        Path file = Samples.write(folder.resolve("some.key"), text);
        String described = CertificateReport.describe(file, CLOCK);
        assertTrue(described.startsWith(file + "\n"), described);
        return described.substring(file.toString().length() + 1);
    }
}
