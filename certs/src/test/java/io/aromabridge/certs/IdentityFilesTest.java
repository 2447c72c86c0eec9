package io.aromabridge.certs;

import static io.aromabridge.certs.Samples.CLOCK;
import static io.aromabridge.certs.Samples.NOW;
import static io.aromabridge.certs.Samples.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFilesTest {
    private final Path folder;

    IdentityFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private final DevelopmentAuthority authority = DevelopmentAuthority.inMemory(CLOCK);

    @Test
    void readsAPair() throws Exception {
        Identity device = authority.device("shooter");
        Samples.write(folder, "one", device);
        Identity read = PemFiles.readIdentity(folder.resolve("one.crt"), folder.resolve("one.key"), CLOCK);
        assertEquals(device, read);
        assertEquals(device.certificateId(), read.certificateId());
    }

    @Test
    void readsAPairFromOneFile() throws Exception {
        Identity device = authority.device("shooter");
        Path file = Samples.write(
                folder.resolve("both.pem"),
                PemEncoding.pkcs8(device.privateKey()) + PemEncoding.certificates(device.chain()));
        assertEquals(device, PemFiles.readIdentity(file, file, CLOCK));
    }

    @Test
    void namesBothFilesThatDoNotBelongTogether() throws Exception {
        Samples.write(folder, "one", authority.device("one"));
        Samples.write(folder, "two", authority.device("two"));
        refuses(
                () -> PemFiles.readIdentity(folder.resolve("one.crt"), folder.resolve("two.key"), CLOCK),
                folder.resolve("one.crt").toString(),
                folder.resolve("two.key").toString(),
                "does not belong");
    }

    @Test
    void saysThatTheChainIsTheWrongWayRound() throws Exception {
        Identity server = authority.server(ServerNames.local(List.of()));
        Samples.write(folder, "one", server);
        Samples.write(
                folder.resolve("one.crt"),
                PemEncoding.certificates(
                        List.of(server.chain().get(1), server.chain().get(0))));
        refuses(
                () -> PemFiles.readIdentity(folder.resolve("one.crt"), folder.resolve("one.key"), CLOCK),
                "later certificate",
                "move that one to the front");
    }

    @Test
    void refusesAKeyWithADamagedNumberInIt() throws Exception {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) Samples.RSA.getPrivate();
        PrivateKey damaged = KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateCrtKeySpec(
                        key.getModulus(),
                        key.getPublicExponent(),
                        key.getPrivateExponent(),
                        key.getPrimeP().flipBit(40),
                        key.getPrimeQ(),
                        key.getPrimeExponentP(),
                        key.getPrimeExponentQ(),
                        key.getCrtCoefficient()));
        assertFalse(PrivateKeys.match(damaged, Samples.RSA.getPublic()));
    }

    @Test
    void isValidFromItsFirstToItsLastSecond() throws Exception {
        Samples.write(folder, "one", authority.device("one", NOW, NOW.plusSeconds(60)));
        read(NOW);
        read(NOW.plusSeconds(60));
        refuses(() -> read(NOW.minusMillis(1)), "not valid before 2026-11-20T12:00:00Z", "check the clock");
        refuses(() -> read(NOW.plusMillis(60_001)), "one.crt", "expired at 2026-11-20T12:01:00Z", "get a new one");
    }

    @Test
    void makesClientTlsWithAndWithoutIdentity() throws Exception {
        Samples.write(folder, "one", authority.device("one"));
        Path ca = Samples.write(
                folder.resolve("AmazonRootCA1.pem"), PemEncoding.certificates(List.of(authority.certificate())));
        Optional<Path> certificate = Optional.of(folder.resolve("one.crt"));
        Optional<Path> key = Optional.of(folder.resolve("one.key"));
        assertTrue(PemFiles.readClientTls(ca, certificate, key, CLOCK)
                .keyManagers()
                .isPresent());
        assertTrue(PemFiles.readClientTls(ca, Optional.empty(), Optional.empty(), CLOCK)
                .keyManagers()
                .isEmpty());
        refuses(() -> PemFiles.readClientTls(ca, certificate, Optional.empty(), CLOCK), "one.crt", "both or neither");
        refuses(() -> PemFiles.readClientTls(ca, Optional.empty(), key, CLOCK), "one.key", "both or neither");
        refuses(
                () -> PemFiles.readClientTls(folder.resolve("no.pem"), certificate, key, CLOCK),
                "no.pem",
                "no such file");
        refuses(() -> PemFiles.readClientTls(ca, key, certificate, CLOCK), "may be swapped");
    }

    private Identity read(Instant now) throws Exception {
        return PemFiles.readIdentity(folder.resolve("one.crt"), folder.resolve("one.key"), InstantSource.fixed(now));
    }
}
