package io.aromabridge.certs;

import static io.aromabridge.certs.Samples.EC;
import static io.aromabridge.certs.Samples.RSA;
import static io.aromabridge.certs.Samples.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Security;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateKeyFormsTest {
    private static final String BAG =
            """
            Bag Attributes
                localKeyID: 54 69 6D
                friendlyName: Düse
            Key Attributes: <No Attributes>
            subject=OU = Amazon

            """;

    private final Path folder;

    PrivateKeyFormsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsPkcs1AsAwsHandsItOut() throws Exception {
        assertReads(RSA.getPrivate(), PemEncoding.pkcs1(RSA.getPrivate()));
    }

    @Test
    void readsPkcs8() throws Exception {
        assertReads(RSA.getPrivate(), PemEncoding.pkcs8(RSA.getPrivate()));
        assertReads(EC.getPrivate(), PemEncoding.pkcs8(EC.getPrivate()));
    }

    @Test
    void readsSec1() throws Exception {
        assertReads(EC.getPrivate(), Samples.sec1(EC.getPrivate()));
    }

    @Test
    void readsSec1BehindItsParameters() throws Exception {
        String parameters = Samples.ecParameters(SECObjectIdentifiers.secp256r1);
        assertReads(EC.getPrivate(), parameters + Samples.sec1(EC.getPrivate()));
        assertReads(EC.getPrivate(), parameters + Samples.sec1WithoutCurve(EC.getPrivate()));
    }

    @Test
    void readsTheLargerCurvesThatAwsTakes() throws Exception {
        for (String curve : new String[] {"secp384r1", "secp521r1"}) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            PrivateKey key = generator.generateKeyPair().getPrivate();
            assertReads(key, PemEncoding.pkcs8(key));
        }
    }

    @Test
    void readsAnyLineEnd() throws Exception {
        for (String end : new String[] {"\r\n", "\r", "\n\n", "  \n", "\n  "}) {
            assertReads(RSA.getPrivate(), PemEncoding.pkcs1(RSA.getPrivate()).replace("\n", end));
        }
    }

    @Test
    void readsWithoutALineEndAtTheEnd() throws Exception {
        assertReads(RSA.getPrivate(), PemEncoding.pkcs1(RSA.getPrivate()).strip());
    }

    @Test
    void readsPastTextAroundTheBlocks() throws Exception {
        String certificate = PemEncoding.certificates(
                DevelopmentAuthority.inMemory(Samples.CLOCK).device("shooter").chain());
        assertReads(
                RSA.getPrivate(),
                BAG + certificate + BAG + PemEncoding.pkcs8(RSA.getPrivate()) + "\nissuer=CN = somebody\n");
    }

    @Test
    void readsPastAByteOrderMark() throws Exception {
        assertReads(EC.getPrivate(), "\uFEFF" + PemEncoding.pkcs8(EC.getPrivate()));
    }

    @Test
    void readsAllBase64OnOneLine() throws Exception {
        String[] lines = PemEncoding.pkcs8(RSA.getPrivate()).split("\n", -1);
        StringBuilder text = new StringBuilder(lines[0] + "\n");
        for (int i = 1; i < lines.length - 2; i++) {
            text.append(lines[i]);
        }
        assertReads(RSA.getPrivate(), text + "\n" + lines[lines.length - 2] + "\n");
    }

    @Test
    void keepsTheChainInItsOrder() throws Exception {
        DevelopmentAuthority authority = DevelopmentAuthority.inMemory(Samples.CLOCK);
        Identity server = authority.server(ServerNames.local(List.of()));
        Path file = write(
                folder.resolve("chain.pem"),
                BAG + PemEncoding.certificates(server.chain()).replace("\n", "\r\n"));
        assertEquals(server.chain(), PemFiles.readCertificates(file));
    }

    @Test
    void leavesTheProvidersOfTheProcessAlone() throws Exception {
        assertReads(RSA.getPrivate(), PemEncoding.pkcs1(RSA.getPrivate()));
        DevelopmentAuthority.inMemory(Samples.CLOCK).device("shooter");
        assertNull(Security.getProvider("BC"));
    }

    @Test
    void matchesAPrivateKeyToItsPublicKey() {
        assertTrue(PrivateKeys.match(RSA.getPrivate(), RSA.getPublic()));
        assertTrue(PrivateKeys.match(EC.getPrivate(), EC.getPublic()));
        CertificateMaker maker = new CertificateMaker();
        assertFalse(PrivateKeys.match(RSA.getPrivate(), maker.newRsaKeys().getPublic()));
        assertFalse(PrivateKeys.match(EC.getPrivate(), maker.newEcKeys().getPublic()));
        assertFalse(PrivateKeys.match(RSA.getPrivate(), EC.getPublic()));
    }

    private void assertReads(PrivateKey expected, String text) throws Exception {
        PrivateKey read = PemFiles.readPrivateKey(write(folder.resolve("some.pem.key"), text));
        assertEquals(secret(expected), secret(read), "another key came out");
        assertEquals(CertificateReport.keyText(expected), CertificateReport.keyText(read));
    }

    // EC keys that are equal can have unequal encodings: the curve may stand in them once or twice.
    private static BigInteger secret(PrivateKey key) {
        return key instanceof ECPrivateKey ec ? ec.getS() : ((RSAPrivateKey) key).getPrivateExponent();
    }
}
