package io.aromabridge.certs;

import static io.aromabridge.certs.Samples.CLOCK;
import static io.aromabridge.certs.Samples.NOW;
import static io.aromabridge.certs.Samples.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceFilesTest {
    private final Path folder;

    DeviceFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void areNamedAndFormedAsAwsDoes() throws Exception {
        DevelopmentAuthority authority = open("ca");
        Path out = folder.resolve("devices/shooter");
        DeviceFiles files = authority.issueDevice("shooter", out);
        X509Certificate certificate =
                PemFiles.readCertificates(files.certificate()).get(0);
        String id =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        assertEquals(id, files.certificateId());
        try (Stream<Path> written = Files.list(out)) {
            assertEquals(
                    Stream.of(
                                    "AmazonRootCA1.pem",
                                    id + "-certificate.pem.crt",
                                    id + "-private.pem.key",
                                    id + "-public.pem.key")
                            .sorted()
                            .toList(),
                    written.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertTrue(Files.readString(files.privateKey()).startsWith("-----BEGIN RSA PRIVATE KEY-----\n"));
        assertTrue(Files.readString(out.resolve(id + "-public.pem.key")).startsWith("-----BEGIN PUBLIC KEY-----\n"));
        assertEquals(List.of(authority.certificate()), PemFiles.readCertificates(files.ca()));
        assertEquals(
                id,
                PemFiles.readIdentity(files.certificate(), files.privateKey(), CLOCK)
                        .certificateId());
    }

    @Test
    void certificateIsLikeThoseOfAws() throws Exception {
        DevelopmentAuthority authority = open("ca");
        DeviceFiles files = authority.issueDevice("shooter", folder.resolve("out"));
        X509Certificate certificate =
                PemFiles.readCertificates(files.certificate()).get(0);
        certificate.verify(authority.certificate().getPublicKey());
        assertEquals("RSA 2048", CertificateReport.keyText(certificate.getPublicKey()));
        assertEquals(
                "2049-12-31T23:59:59Z", certificate.getNotAfter().toInstant().toString());
        assertEquals(List.of("1.3.6.1.5.5.7.3.2"), certificate.getExtendedKeyUsage(), "clientAuth");
        assertEquals(
                "CN=AWS IoT Certificate,OU=shooter",
                certificate.getSubjectX500Principal().getName());
    }

    @Test
    void keysAreTheOwnersAlone() throws Exception {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        DevelopmentAuthority authority = open("ca");
        authority.serverIdentity(ServerNames.local(List.of()));
        DeviceFiles files = authority.issueDevice("shooter", folder.resolve("out"));
        for (Path key : List.of(
                folder.resolve("ca/ca-private.pem.key"),
                folder.resolve("ca/server-private.pem.key"),
                files.privateKey())) {
            assertEquals("rw-------", mode(key), key.toString());
        }
        assertEquals("rwx------", mode(folder.resolve("out")));
        assertEquals("rwx------", mode(folder.resolve("ca")));
    }

    @Test
    void aFolderThatWasThereKeepsItsMode() throws Exception {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rwxr-x---"));
        open("ca").issueDevice("shooter", out);
        assertEquals("rwxr-x---", mode(out));
    }

    @Test
    void areFoundAgain() throws Exception {
        DeviceFiles files = open("ca").issueDevice("shooter", folder.resolve("out"));
        assertEquals(Optional.of(files), DeviceFiles.find(folder.resolve("out")));
    }

    @Test
    void theNewestIsFound() throws Exception {
        DevelopmentAuthority authority = open("ca");
        DeviceFiles one = authority.issueDevice("one", folder.resolve("out"));
        DeviceFiles two = authority.issueDevice("two", folder.resolve("out"));
        assertNotEquals(one.certificateId(), two.certificateId());
        Files.setLastModifiedTime(one.certificate(), FileTime.from(NOW.plusSeconds(1)));
        Files.setLastModifiedTime(two.certificate(), FileTime.from(NOW));
        assertEquals(Optional.of(one), DeviceFiles.find(folder.resolve("out")));
    }

    @Test
    void anIncompleteSetIsNotFound() throws Exception {
        assertEquals(Optional.empty(), DeviceFiles.find(folder.resolve("missing")));
        assertEquals(Optional.empty(), DeviceFiles.find(folder));
        DeviceFiles files = open("ca").issueDevice("shooter", folder.resolve("out"));
        Files.delete(files.privateKey());
        assertEquals(Optional.empty(), DeviceFiles.find(folder.resolve("out")));
    }

    @Test
    void theRootOfAnotherAuthorityIsNotOverwritten() throws Exception {
        DevelopmentAuthority first = open("ca");
        first.issueDevice("shooter", folder.resolve("out"));
        refuses(
                () -> open("other").issueDevice("shooter", folder.resolve("out")),
                folder.resolve("out/AmazonRootCA1.pem").toString(),
                "another authority",
                "give an empty folder");
        assertEquals(List.of(first.certificate()), PemFiles.readCertificates(folder.resolve("out/AmazonRootCA1.pem")));
    }

    @Test
    void mayLieBesideTheAuthority() throws Exception {
        DevelopmentAuthority authority = open("ca");
        DeviceFiles files = authority.issueDevice("shooter", folder.resolve("ca"));
        assertEquals(Optional.of(files), DeviceFiles.find(folder.resolve("ca")));
    }

    @Test
    void theNameHasOneToSixtyFourCharacters() throws Exception {
        DevelopmentAuthority authority = open("ca");
        authority.issueDevice("a".repeat(64), folder.resolve("out"));
        refuses(() -> authority.issueDevice("a".repeat(65), folder.resolve("out")), "1 to 64 characters");
        refuses(() -> authority.issueDevice(" ", folder.resolve("out")), "1 to 64 characters");
    }

    private DevelopmentAuthority open(String name) throws Exception {
        return DevelopmentAuthority.open(folder.resolve(name), CLOCK);
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
