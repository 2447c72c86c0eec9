package io.aromabridge.certs;

import io.aromabridge.certs.AtomicFiles.Access;
import io.aromabridge.certs.CertificateMaker.Validity;
import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate authority for development: signs the certificates of servers and devices. It lives in a folder, or in
 * memory only. Threads and processes that open one folder at the same time get the same authority.
 *
 * <p>Only this machine should trust it: anybody who reads its key can impersonate any server.
 */
public final class DevelopmentAuthority {
    private static final Logger log = LoggerFactory.getLogger(DevelopmentAuthority.class);

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    private static final Duration SERVER_LIFE = Duration.ofDays(397);
    private static final Duration SERVER_RENEWAL = Duration.ofDays(30);
    // The clock of a device can be slow.
    private static final Duration BACKDATED = Duration.ofHours(1);
    // As in the client certificates of AWS IoT.
    private static final Instant DEVICE_END = Instant.parse("2049-12-31T23:59:59Z");

    private final Identity authority;
    private final Optional<Path> folder;
    private final InstantSource clock;
    private final CertificateMaker maker;

    private DevelopmentAuthority(
            Identity authority, Optional<Path> folder, InstantSource clock, CertificateMaker maker) {
        this.authority = authority;
        this.folder = folder;
        this.clock = clock;
        this.maker = maker;
    }

    /**
     * Opens the authority in this folder, or creates one there: EC P-256, 10 years, {@code AmazonRootCA1.pem} and
     * {@code ca-private.pem.key}.
     *
     * @throws AromaException of kind CONFIGURATION if one of the two files is missing, damaged or out of date; of kind
     *     FAILED if the folder cannot be written
     */
    public static DevelopmentAuthority open(Path folder, InstantSource clock) throws AromaException {
        CertificateMaker maker = new CertificateMaker();
        Path certificate = folder.resolve(DeviceFiles.CA_NAME);
        Path key = folder.resolve("ca-private.pem.key");
        // The certificate is written last: if it exists, both files are complete.
        Identity authority = Files.exists(certificate)
                ? readAuthority(certificate, key, clock)
                : FolderLock.hold(folder, () -> {
                    if (!Files.exists(certificate)) {
                        writeAuthority(certificate, key, maker, clock);
                    }
                    return readAuthority(certificate, key, clock);
                });
        return new DevelopmentAuthority(authority, Optional.of(folder), clock, maker);
    }

    /** A new authority in memory, for tests. */
    public static DevelopmentAuthority inMemory(InstantSource clock) {
        CertificateMaker maker = new CertificateMaker();
        return new DevelopmentAuthority(
                maker.authority(lasting(clock, AUTHORITY_LIFE)), Optional.empty(), clock, maker);
    }

    private static void writeAuthority(Path certificate, Path key, CertificateMaker maker, InstantSource clock)
            throws IOException {
        if (Files.exists(key)) {
            if (Files.exists(AtomicFiles.prepared(certificate))) {
                // An earlier process ended between the two renames; both files are complete.
                AtomicFiles.commit(certificate);
            }
            return;
        }
        Identity made = maker.authority(lasting(clock, AUTHORITY_LIFE));
        AtomicFiles.prepare(certificate, PemEncoding.certificates(made.chain()), Access.EVERYBODY);
        AtomicFiles.prepare(key, PemEncoding.pkcs8(made.privateKey()), Access.OWNER);
        AtomicFiles.commit(key);
        AtomicFiles.commit(certificate);
        log.info("development CA created: {}", certificate);
    }

    private static Identity readAuthority(Path certificate, Path key, InstantSource clock) throws AromaException {
        try {
            Identity read = PemFiles.readIdentity(certificate, key, clock);
            if (read.certificate().getBasicConstraints() < 0) {
                throw PemFile.wrong(certificate, PemFile.Content.CERTIFICATE, "is not of a certificate authority");
            }
            return read;
        } catch (AromaException e) {
            throw new AromaException(
                    e.kind(),
                    e.getMessage() + " - the development CA cannot be used: put the right file back, or delete "
                            + certificate + " and " + key
                            + " so that a new one is made (then issue its devices again)",
                    e);
        }
    }

    /** The certificate that clients of our servers must trust. */
    public X509Certificate certificate() {
        return authority.certificate();
    }

    /**
     * The file of {@link #certificate()}.
     *
     * @throws IllegalStateException if the authority is in memory
     */
    public Path certificateFile() {
        return folder().resolve(DeviceFiles.CA_NAME);
    }

    /**
     * A server's key and certificate from {@code server-certificate.pem.crt} and {@code server-private.pem.key} in the
     * folder; made again for other names, with at most 30 days left, or if they are unusable. EC P-256, 397 days.
     *
     * @throws AromaException of kind FAILED if the folder cannot be written
     * @throws IllegalStateException if the authority is in memory
     */
    public Identity serverIdentity(ServerNames names) throws AromaException {
        Path certificate = folder().resolve("server-certificate.pem.crt");
        Path key = folder().resolve("server-private.pem.key");
        return FolderLock.hold(folder(), () -> {
            Optional<Identity> present = Files.exists(certificate) ? usable(certificate, key, names) : Optional.empty();
            if (present.isPresent()) {
                return present.get();
            }
            Identity made = server(names);
            AtomicFiles.write(key, PemEncoding.pkcs8(made.privateKey()), Access.OWNER);
            AtomicFiles.write(certificate, PemEncoding.certificates(made.chain()), Access.EVERYBODY);
            log.info("server certificate created for {}", names.text());
            return made;
        });
    }

    private Optional<Identity> usable(Path certificate, Path key, ServerNames names) {
        try {
            Identity present = PemFiles.readIdentity(certificate, key, clock);
            present.certificate().verify(authority.certificate().getPublicKey());
            Instant end = present.certificate().getNotAfter().toInstant();
            boolean lasts = clock.instant().plus(SERVER_RENEWAL).isBefore(end);
            return lasts && names.areThoseOf(present.certificate()) ? Optional.of(present) : Optional.empty();
        } catch (AromaException | GeneralSecurityException e) {
            log.info("server certificate replaced: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** A new server identity in memory: EC P-256, 397 days; the chain ends with this authority. */
    public Identity server(ServerNames names) {
        return maker.server(authority, names, lasting(clock, SERVER_LIFE));
    }

    /**
     * A new device identity in memory, valid until the end of 2049. EC P-256, a hundred times faster to make than the RSA
     * keys of {@link #issueDevice}.
     */
    public Identity device(String name) {
        return maker.device(authority, name, maker.newEcKeys(), deviceValidity());
    }

    /** The same with another validity, such as one in the past. */
    public Identity device(String name, Instant notBefore, Instant notAfter) {
        return maker.device(authority, name, maker.newEcKeys(), new Validity(notBefore, notAfter));
    }

    /**
     * Makes a device's key (RSA 2048) and certificate and writes them as AWS IoT issues them: certificate, private key
     * (PKCS#1), public key and {@code AmazonRootCA1.pem}. Each call makes a new set.
     *
     * @param name goes into the certificate's subject, 1 to 64 characters
     * @param outFolder created for the owner alone if it is missing
     * @throws AromaException of kind CONFIGURATION for a wrong name, or if the folder has the root of another
     *     authority; of kind FAILED if it cannot be written
     * @throws IllegalStateException if the authority is in memory
     */
    public DeviceFiles issueDevice(String name, Path outFolder) throws AromaException {
        // RFC 5280 appendix A.1: ub-organizational-unit-name.
        if (name.isBlank() || name.length() > 64) {
            throw new AromaException(
                    AromaException.Kind.CONFIGURATION, "device name \"" + name + "\": give 1 to 64 characters");
        }
        Path home = folder();
        KeyPair keys = maker.newRsaKeys();
        Identity device = maker.device(authority, name, keys, deviceValidity());
        DeviceFiles files = DeviceFiles.in(outFolder, device.certificateId());
        // One writer at a time for all devices of this authority: they can share a folder.
        return FolderLock.hold(home, () -> {
            AtomicFiles.createOwnerFolder(outFolder);
            copyRoot(files.ca());
            Path publicKey = outFolder.resolve(files.certificateId() + "-public.pem.key");
            AtomicFiles.write(publicKey, PemEncoding.publicKey(keys.getPublic()), Access.EVERYBODY);
            AtomicFiles.write(files.privateKey(), PemEncoding.pkcs1(keys.getPrivate()), Access.OWNER);
            // The certificate is written last: if it exists, the set is complete.
            AtomicFiles.write(files.certificate(), PemEncoding.certificates(device.chain()), Access.EVERYBODY);
            return files;
        });
    }

    private void copyRoot(Path file) throws IOException, AromaException {
        if (!Files.exists(file)) {
            AtomicFiles.write(file, PemEncoding.certificates(List.of(certificate())), Access.EVERYBODY);
        } else if (!PemFiles.readCertificates(file).contains(certificate())) {
            throw PemFile.wrong(
                    file,
                    PemFile.Content.CERTIFICATE,
                    "is the root of another authority than " + certificateFile()
                            + "; give an empty folder, or delete what is in this one");
        }
    }

    private Path folder() {
        return folder.orElseThrow(() -> new IllegalStateException("this authority is in memory and has no folder"));
    }

    private Validity deviceValidity() {
        return new Validity(start(clock), DEVICE_END);
    }

    private static Validity lasting(InstantSource clock, Duration life) {
        return new Validity(start(clock), start(clock).plus(life));
    }

    private static Instant start(InstantSource clock) {
        return clock.instant().minus(BACKDATED).truncatedTo(ChronoUnit.SECONDS);
    }
}
