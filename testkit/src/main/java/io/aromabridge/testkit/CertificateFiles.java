package io.aromabridge.testkit;

import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.certs.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Writes an identity that lives in memory under AWS IoT's file names. */
final class CertificateFiles {
    private static final int LINE = 64;

    private CertificateFiles() {}

    static DeviceFiles write(Path folder, DevelopmentAuthority authority, Identity identity) throws IOException {
        Files.createDirectories(folder);
        String id = identity.certificateId();
        DeviceFiles files = new DeviceFiles(
                id,
                folder.resolve("AmazonRootCA1.pem"),
                folder.resolve(id + "-certificate.pem.crt"),
                folder.resolve(id + "-private.pem.key"));
        Files.writeString(files.ca(), certificate(authority.certificate()));
        Files.writeString(
                files.privateKey(), pem("PRIVATE KEY", identity.privateKey().getEncoded()));
        Files.writeString(files.certificate(), certificate(identity.certificate()));
        return files;
    }

    private static String certificate(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was made cannot be encoded", e);
        }
    }

    /** RFC 7468. */
    private static String pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }
}
