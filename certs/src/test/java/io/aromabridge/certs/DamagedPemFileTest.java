package io.aromabridge.certs;

import static io.aromabridge.certs.Samples.EC;
import static io.aromabridge.certs.Samples.RSA;
import static io.aromabridge.certs.Samples.refuses;
import static io.aromabridge.certs.Samples.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedPemFileTest {
    private final Path folder;

    DamagedPemFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private final Identity device = DevelopmentAuthority.inMemory(Samples.CLOCK).device("shooter");

    @Test
    void namesTheLineThatIsNotBase64() throws Exception {
        String[] lines = PemEncoding.pkcs8(RSA.getPrivate()).split("\n", -1);
        lines[3] = lines[3].substring(0, 10) + "?" + lines[3].substring(11);
        refuses(() -> read(String.join("\n", lines)), "line 4", "character 11", "copy the file again");
    }

    @Test
    void namesTheBlockThatLostALine() throws Exception {
        List<String> lines = new ArrayList<>(
                Arrays.asList(PemEncoding.pkcs8(RSA.getPrivate()).split("\n", -1)));
        lines.remove(5);
        refuses(() -> read("text\n" + String.join("\n", lines)), "PRIVATE KEY that begins in line 2", "cut short");
    }

    @Test
    void namesTheBlockThatLostACharacter() throws Exception {
        String text = PemEncoding.pkcs8(RSA.getPrivate());
        refuses(() -> read(text.substring(0, 100) + text.substring(101)), "PRIVATE KEY that begins in line 1");
    }

    @Test
    void namesTheBlockWithoutEnd() throws Exception {
        String text = PemEncoding.pkcs8(RSA.getPrivate());
        refuses(() -> read(text.substring(0, text.length() / 2)), "begins in line 1 has no END line");
        String again = text.substring(0, text.indexOf("-----END")) + text;
        refuses(() -> read(again), "begins in line 1 has no END line");
    }

    @Test
    void namesTheEndWithoutBegin() throws Exception {
        String text = PemEncoding.pkcs8(RSA.getPrivate());
        refuses(() -> read(text.substring(text.indexOf('\n') + 1)), "BEGIN line is missing");
    }

    @Test
    void namesTheBlockThatEndsAsAnother() throws Exception {
        String text = PemEncoding.pkcs8(RSA.getPrivate()).replace("END PRIVATE", "END RSA PRIVATE");
        refuses(() -> read(text), "begins as PRIVATE KEY in line 1 ends as RSA PRIVATE KEY in line 28");
    }

    @Test
    void namesTheCertificateThatIsNone() throws Exception {
        byte[] der = device.certificate().getEncoded();
        Path file = write(
                folder.resolve("some.crt"),
                PemEncoding.certificates(device.chain())
                        + PemEncoding.block("CERTIFICATE", Arrays.copyOf(der, der.length - 20)));
        int second = PemEncoding.certificates(device.chain()).split("\n", -1).length;
        refuses(() -> PemFiles.readCertificates(file), "CERTIFICATE that begins in line " + second, "cut short");
        write(file, PemEncoding.block("CERTIFICATE", RSA.getPublic().getEncoded()));
        refuses(() -> PemFiles.readCertificates(file), "CERTIFICATE that begins in line 1");
    }

    @Test
    void namesTheKeyThatIsAnEmptySequence() {
        for (String label : List.of("PRIVATE KEY", "RSA PRIVATE KEY")) {
            refuses(() -> parse(label, new byte[] {0x30, 0}), label + " that begins in line 1", "damaged");
        }
    }

    @Test
    void everyCutIsRefused() throws Exception {
        for (String label : List.of("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY")) {
            byte[] whole = der(label);
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                refuses(() -> parse(label, cut), label + " that begins in line 1", "cut short");
            }
        }
    }

    @Test
    void everyChangedByteGivesAKeyOrAClearError() throws Exception {
        int refused = 0;
        int changed = 0;
        for (String label : List.of("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY")) {
            byte[] whole = der(label);
            for (int i = 0; i < whole.length; i++) {
                for (int mask : new int[] {0x01, 0x80}) {
                    byte[] bytes = whole.clone();
                    bytes[i] ^= (byte) mask;
                    changed++;
                    refused += isRefused(label, bytes) ? 1 : 0;
                }
            }
        }
        // What is left is a key with another number in it, which no certificate will match.
        assertTrue(refused > 0 && refused < changed, refused + " of " + changed + " refused");
    }

    private static boolean isRefused(String label, byte[] der) throws Exception {
        try {
            PrivateKey key = parse(label, der);
            assertTrue(Set.of("RSA", "EC").contains(key.getAlgorithm()), key.getAlgorithm());
            return false;
        } catch (AromaException e) {
            assertEquals(AromaException.Kind.CONFIGURATION, e.kind(), e.getMessage());
            return true;
        }
    }

    private static byte[] der(String label) throws Exception {
        return switch (label) {
            case "PRIVATE KEY" -> EC.getPrivate().getEncoded();
            case "EC PRIVATE KEY" ->
                PrivateKeyInfo.getInstance(EC.getPrivate().getEncoded())
                        .parsePrivateKey()
                        .toASN1Primitive()
                        .getEncoded();
            default ->
                PrivateKeyInfo.getInstance(RSA.getPrivate().getEncoded())
                        .parsePrivateKey()
                        .toASN1Primitive()
                        .getEncoded();
        };
    }

    private PrivateKey read(String text) throws Exception {
        return PemFiles.readPrivateKey(write(folder.resolve("some.key"), text));
    }

    // Without a file, because the two exhaustive tests do this thousands of times.
    private static PrivateKey parse(String label, byte[] der) throws AromaException {
        return PemFiles.privateKey(Path.of("some.key"), new PemBlock(new PemObject(label, der), 1, false), List.of());
    }
}
