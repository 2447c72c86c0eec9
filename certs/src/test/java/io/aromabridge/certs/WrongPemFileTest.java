package io.aromabridge.certs;

import static io.aromabridge.certs.Samples.EC;
import static io.aromabridge.certs.Samples.RSA;
import static io.aromabridge.certs.Samples.refuses;
import static io.aromabridge.certs.Samples.write;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongPemFileTest {
    private final Path folder;
    private Path file;

    WrongPemFileTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("some.pem");
    }

    private final Identity device = DevelopmentAuthority.inMemory(Samples.CLOCK).device("shooter");

    @Test
    void refusesAMissingFile() {
        refuses(this::key, "private key " + file, "no such file", "check the path");
        refuses(this::certificates, "certificate " + file, "no such file");
        Path relative = Path.of("nowhere.pem");
        refuses(() -> PemFiles.readPrivateKey(relative), "looked for " + relative.toAbsolutePath());
    }

    @Test
    void refusesAnUnreadableFile() {
        // Root may read everything, so the file system is not asked.
        String message = String.valueOf(
                PemFile.unreadable(file, PemFile.Content.PRIVATE_KEY, new AccessDeniedException(file.toString()))
                        .getMessage());
        assertTrue(message.startsWith("private key " + file + ": this user may not read it; check owner"), message);
        String other = String.valueOf(PemFile.unreadable(file, PemFile.Content.ANY, new IOException("Input/output"))
                .getMessage());
        assertTrue(other.contains("cannot be read: Input/output"), other);
    }

    @Test
    void refusesAFolder() {
        refuses(() -> PemFiles.readPrivateKey(folder), folder.toString(), "this is a folder");
    }

    @Test
    void refusesAnEmptyFile() throws Exception {
        write(file, "");
        refuses(this::key, "empty");
    }

    @Test
    void refusesAFileOfMoreThanAMebibyte() throws Exception {
        Files.write(file, new byte[(1 << 20) + 1]);
        refuses(this::key, "larger than 1 MiB");
    }

    @Test
    void refusesTextWithoutABlock() throws Exception {
        write(file, "aGVsbG8=\n");
        refuses(this::key, "no PEM block found", "BEGIN");
        write(file, "\n");
        refuses(this::certificates, "no PEM block found");
    }

    @Test
    void namesTheCommandThatConvertsDer() throws Exception {
        Files.write(file, device.certificate().getEncoded());
        refuses(this::certificates, "this is DER", "openssl x509 -inform der -in " + file + " -out " + file + ".pem");
        Files.write(file, RSA.getPrivate().getEncoded());
        refuses(this::key, "this is DER", "openssl pkey -inform der -in " + file);
    }

    @Test
    void namesTheCommandThatConvertsPkcs12() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, new char[0]);
        store.setKeyEntry(
                "device",
                device.privateKey(),
                "secret".toCharArray(),
                device.chain().toArray(Certificate[]::new));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, "secret".toCharArray());
        Files.write(file, bytes.toByteArray());
        refuses(this::key, "this is PKCS#12", "openssl pkcs12 -in " + file + " -nodes");
    }

    @Test
    void refusesUtf16() throws Exception {
        Files.write(file, ("\uFEFF" + PemEncoding.pkcs1(RSA.getPrivate())).getBytes(StandardCharsets.UTF_16LE));
        refuses(this::key, "UTF-16");
    }

    @Test
    void namesTheCommandThatDecryptsPkcs8() throws Exception {
        String algorithm = "PBEWithSHA1AndDESede";
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec("secret".toCharArray())));
        byte[] encrypted = cipher.doFinal(RSA.getPrivate().getEncoded());
        AlgorithmParameters parameters = cipher.getParameters();
        write(
                file,
                PemEncoding.block(
                        "ENCRYPTED PRIVATE KEY", new EncryptedPrivateKeyInfo(parameters, encrypted).getEncoded()));
        refuses(this::key, "passphrase", "openssl pkey -in " + file + " -out " + file + ".plain");
    }

    @Test
    void namesTheCommandThatDecryptsPkcs1AndSec1() throws Exception {
        for (String form : new String[] {PemEncoding.pkcs1(RSA.getPrivate()), Samples.sec1(EC.getPrivate())}) {
            write(
                    file,
                    form.replaceFirst(
                            "KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0A0B0C0D\n\n"));
            refuses(this::key, "passphrase", "openssl pkey -in " + file);
        }
    }

    @Test
    void quotesAPathWithSpacesInTheCommand() throws Exception {
        file = folder.resolve("my key.pem");
        write(file, PemEncoding.block("ENCRYPTED PRIVATE KEY", new byte[] {1}));
        refuses(this::key, "-in \"" + file + "\" -out \"" + file + ".plain\"");
    }

    @Test
    void suspectsSwappedPaths() throws Exception {
        write(file, PemEncoding.certificates(device.chain()));
        refuses(this::key, "private key " + file, "holds a certificate", "the two paths may be swapped");
        write(file, PemEncoding.pkcs8(device.privateKey()));
        refuses(this::certificates, "certificate " + file, "holds a private key", "the two paths may be swapped");
    }

    @Test
    void namesTheBlockThatIsThereInstead() throws Exception {
        write(file, PemEncoding.publicKey(RSA.getPublic()));
        refuses(this::key, "holds no private key, only PUBLIC KEY in line 1");
        refuses(this::certificates, "holds no certificate, only PUBLIC KEY in line 1");
    }

    @Test
    void refusesSeveralKeys() throws Exception {
        write(file, PemEncoding.pkcs8(RSA.getPrivate()) + PemEncoding.pkcs8(EC.getPrivate()));
        refuses(this::key, "holds 2 private keys");
    }

    @Test
    void refusesKeysOfOtherAlgorithms() throws Exception {
        write(file, PemEncoding.pkcs8(newKey("Ed25519")));
        refuses(this::key, "algorithm Ed25519", "RSA or EC");
        write(file, PemEncoding.pkcs8(newKey("DSA")));
        refuses(this::key, "algorithm DSA", "RSA or EC");
        write(file, PemEncoding.block("OPENSSH PRIVATE KEY", new byte[] {1, 2, 3}));
        refuses(this::key, "the form OPENSSH PRIVATE KEY");
        AlgorithmIdentifier unknown = new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.3.4"));
        write(file, PemEncoding.block("PRIVATE KEY", new PrivateKeyInfo(unknown, new DERSequence()).getEncoded()));
        refuses(this::key, "algorithm 1.2.3.4");
    }

    @Test
    void refusesKeysOnOtherCurves() throws Exception {
        String key = Samples.sec1WithoutCurve(EC.getPrivate());
        write(file, Samples.ecParameters(SECObjectIdentifiers.secp256k1) + key);
        refuses(this::key, "curve secp256k1", "P-256");
        write(file, key);
        refuses(this::key, "does not name its curve");
        AlgorithmIdentifier spelledOut = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, new DERSequence());
        write(file, PemEncoding.block("PRIVATE KEY", new PrivateKeyInfo(spelledOut, new DERSequence()).getEncoded()));
        refuses(this::key, "spells its curve out", "-param_enc named_curve");
    }

    private static PrivateKey newKey(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("DSA")) {
            generator.initialize(1024);
        }
        return generator.generateKeyPair().getPrivate();
    }

    private PrivateKey key() throws Exception {
        return PemFiles.readPrivateKey(file);
    }

    private List<?> certificates() throws Exception {
        return PemFiles.readCertificates(file);
    }
}
