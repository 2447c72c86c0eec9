package io.aromabridge.app.run;

import io.aromabridge.broker.auth.password.PasswordFileEditor;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.certs.PemFiles;
import io.aromabridge.cloud.aws.ThingRegistry;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * The folders of an installation, and what is made in them on first run: the development authority, things of the
 * stand-in with their certificates, the local broker's users. Several processes may do so at the same time.
 *
 * <pre>
 *   DATA/broker/passwords        mosquitto password file, with the user demo
 *   DATA/broker/demo.password    the password of demo alone
 *   DATA/broker/sessions/        the local broker's persistent sessions and retained messages
 *   DATA/cloud/certificates/     the stand-in's registry
 *   DATA/products/               products of the stand-in for Murano, with their devices
 *   DATA/queue/                  what waits for the cloud, in a folder for each bridge
 *   DATA/diffusions.jsonl        the diffusion log
 *   CERTS/                       the development authority, and a folder for each thing
 * </pre>
 *
 * <p>CERTS is {@code certs/dev}, or lies under DATA where the user named DATA.
 */
public final class Workspace {
    /** The user that is made for the local broker. */
    public static final String DEMO_USER = "demo";

    private final Path data;
    private final Path certs;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    private Workspace(Path data, Path certs, InstantSource clock) {
        this.data = data;
        this.certs = certs;
        this.clock = clock;
    }

    /**
     * The folders; nothing is made yet.
     *
     * @param named the folder of {@code --data}; empty for {@code data} and {@code certs/dev}
     */
    public static Workspace of(Optional<Path> named, InstantSource clock) {
        Path data = named.orElse(Path.of("data")).toAbsolutePath().normalize();
        Path certs = named.isPresent()
                ? data.resolve("certs").resolve("dev")
                : Path.of("certs", "dev").toAbsolutePath().normalize();
        return new Workspace(data, certs, clock);
    }

    /** DATA, absolute. */
    public Path data() {
        return data;
    }

    /** CERTS, absolute. */
    public Path certs() {
        return certs;
    }

    /** The endpoints file of a running system, unless {@code --endpoints} names another. */
    public Path endpointsFile() {
        return data.resolve("endpoints.json");
    }

    /** The diffusion log. */
    public Path diffusions() {
        return data.resolve("diffusions.jsonl");
    }

    /** The default registry of the stand-in. */
    public Path registryFolder() {
        return data.resolve("cloud");
    }

    /** The products of the stand-in for Murano. */
    public Path productFolder() {
        return data.resolve("products");
    }

    /** The default folder of a bridge's durable queue. */
    public Path queueFolder(String bridge) {
        return data.resolve("queue").resolve(bridge);
    }

    /** The default folder of the local broker's sessions. */
    public Path sessionFolder() {
        return data.resolve("broker").resolve("sessions");
    }

    /** The default password file of the local broker. */
    public Path passwordFile() {
        return data.resolve("broker").resolve("passwords");
    }

    /** The password of the user demo, alone on one line. */
    public Path demoPasswordFile() {
        return data.resolve("broker").resolve(DEMO_USER + ".password");
    }

    /** The development authority; made on first use. */
    public DevelopmentAuthority authority() throws AromaException {
        return DevelopmentAuthority.open(certs, clock);
    }

    /**
     * The files of a thing, in {@code CERTS/NAME}; made and registered if they are not.
     *
     * @throws AromaException CONFIGURATION for a bad name, or files of another authority
     */
    public DeviceFiles thing(String name, ThingRegistry registry) throws AromaException {
        ThingRegistry.checkName(name);
        return locked(() -> {
            DevelopmentAuthority authority = authority();
            Path folder = certs.resolve(folderName(name));
            Optional<DeviceFiles> there = DeviceFiles.find(folder);
            if (there.isPresent()
                    && !PemFiles.readCertificates(there.get().ca()).contains(authority.certificate())) {
                throw new AromaException(
                        Kind.CONFIGURATION,
                        folder + ": these files were made by another authority than " + authority.certificateFile()
                                + "; delete the folder, and it is made again");
            }
            DeviceFiles files = there.isPresent() ? there.get() : authority.issueDevice(name, folder);
            if (registry.find(files.certificateId()).isEmpty()) {
                X509Certificate certificate =
                        PemFiles.readCertificates(files.certificate()).get(0);
                registry.register(name, certificate);
            }
            return files;
        });
    }

    /** A colon, which AWS IoT allows in a thing's name, is not for file names everywhere. */
    private static String folderName(String thing) {
        return thing.replace(':', '_');
    }

    /** Makes the user demo with a random password, unless both of its files are there. */
    public void makeDemoUser() throws AromaException {
        locked(() -> {
            if (!Files.exists(passwordFile()) || !Files.exists(demoPasswordFile())) {
                byte[] bytes = new byte[15];
                random.nextBytes(bytes);
                String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
                new PasswordFileEditor(random)
                        .set(passwordFile(), DEMO_USER, password.getBytes(StandardCharsets.UTF_8));
                writeSecret(demoPasswordFile(), password + "\n");
            }
            return DEMO_USER;
        });
    }

    private static void writeSecret(Path file, String text) throws IOException {
        Path temporary = Files.createTempFile(file.getParent(), "secret", ".tmp");
        if (temporary.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(temporary, text);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What is made under the lock. */
    interface Making<T> {
        T make() throws IOException, AromaException;
    }

    /** Makes something while no other process of this installation does. */
    <T> T locked(Making<T> making) throws AromaException {
        try {
            Files.createDirectories(data);
            Path file = data.resolve(".lock");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                assert lock.isValid();
                return making.make();
            }
        } catch (IOException e) {
            throw new AromaException(
                    Kind.FAILED,
                    data + ": cannot make files there (" + e
                            + "); check the rights, or choose another folder with --data",
                    e);
        }
    }
}
