package io.aromabridge.certs;

import static io.aromabridge.certs.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerIdentityTest {
    private final Path folder;
    private final ServerNames names;

    ServerIdentityTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        this.names = new ServerNames(
                List.of("laptop", "localhost"),
                List.of(InetAddress.getByName("192.168.1.5"), InetAddress.getByName("fe80::1")));
    }

    @Test
    void hasItsNamesAndIsSignedByTheAuthority() throws Exception {
        DevelopmentAuthority authority = DevelopmentAuthority.open(folder, InstantSource.fixed(NOW));
        Identity server = authority.serverIdentity(names);
        X509Certificate certificate = server.certificate();
        certificate.verify(authority.certificate().getPublicKey());
        assertEquals(List.of(certificate, authority.certificate()), server.chain());
        assertTrue(names.areThoseOf(certificate));
        assertEquals("EC P-256", CertificateReport.keyText(certificate.getPublicKey()));
        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), certificate.getExtendedKeyUsage(), "serverAuth");
        assertEquals(-1, certificate.getBasicConstraints(), "no authority");
        assertEquals(396, CertificateReport.daysLeft(certificate, NOW));
    }

    @Test
    void isUsedAgainWhileItFits() throws Exception {
        Identity first = serverAt(NOW, names);
        assertEquals(first, serverAt(NOW, names));
        ServerNames sameInOtherOrder = new ServerNames(
                List.of("LOCALHOST", "laptop", "localhost"),
                List.of(InetAddress.getByName("fe80::1"), InetAddress.getByName("192.168.1.5")));
        assertEquals(first, serverAt(NOW, sameInOtherOrder));
    }

    @Test
    void isMadeAgainForOtherNames() throws Exception {
        Identity first = serverAt(NOW, names);
        ServerNames fewer = new ServerNames(names.dnsNames(), List.of());
        Identity second = serverAt(NOW, fewer);
        assertNotEquals(first, second);
        assertTrue(fewer.areThoseOf(second.certificate()));
    }

    @Test
    void isMadeAgainThirtyDaysBeforeItsEnd() throws Exception {
        Identity first = serverAt(NOW, names);
        Instant end = first.certificate().getNotAfter().toInstant();
        assertEquals(first, serverAt(end.minus(Duration.ofDays(30)).minusSeconds(1), names));
        assertNotEquals(first, serverAt(end.minus(Duration.ofDays(30)), names));
    }

    @Test
    void isMadeAgainWhenItIsDamagedOrAHalfIsMissing() throws Exception {
        Identity first = serverAt(NOW, names);
        Files.delete(folder.resolve("server-private.pem.key"));
        Identity second = serverAt(NOW, names);
        assertNotEquals(first, second);
        Samples.write(folder.resolve("server-certificate.pem.crt"), "rubbish");
        Identity third = serverAt(NOW, names);
        assertNotEquals(second, third);
        assertEquals(third, serverAt(NOW, names));
    }

    @Test
    void isMadeAgainForANewAuthority() throws Exception {
        Identity first = serverAt(NOW, names);
        Files.delete(folder.resolve("ca-private.pem.key"));
        Files.delete(folder.resolve("AmazonRootCA1.pem"));
        Identity second = serverAt(NOW, names);
        assertNotEquals(first, second);
        assertNotEquals(first.chain().get(1), second.chain().get(1));
    }

    private Identity serverAt(Instant now, ServerNames wanted) throws AromaException {
        return DevelopmentAuthority.open(folder, InstantSource.fixed(now)).serverIdentity(wanted);
    }
}
