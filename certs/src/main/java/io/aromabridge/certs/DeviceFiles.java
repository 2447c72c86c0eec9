package io.aromabridge.certs;

import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one device, under the names that AWS IoT gives them.
 *
 * @param certificateId 64 lower-case hexadecimal digits: see {@link Identity#certificateId()}
 * @param ca {@code AmazonRootCA1.pem}, the root that the device trusts
 * @param certificate {@code <certificateId>-certificate.pem.crt}
 * @param privateKey {@code <certificateId>-private.pem.key}, PKCS#1
 */
public record DeviceFiles(String certificateId, Path ca, Path certificate, Path privateKey) {
    /** File name of the trusted root, as on AWS. */
    static final String CA_NAME = "AmazonRootCA1.pem";

    private static final String CERTIFICATE_SUFFIX = "-certificate.pem.crt";
    private static final Pattern CERTIFICATE_NAME = Pattern.compile("[0-9a-f]{64}-certificate\\.pem\\.crt");

    /** The files of this certificate in that folder. */
    static DeviceFiles in(Path folder, String certificateId) {
        return new DeviceFiles(
                certificateId,
                folder.resolve(CA_NAME),
                folder.resolve(certificateId + CERTIFICATE_SUFFIX),
                folder.resolve(certificateId + "-private.pem.key"));
    }

    /**
     * A complete set in this folder; empty if there is none. Of several the newest, by the time of the certificate's
     * file.
     *
     * @throws AromaException of kind CONFIGURATION if the folder cannot be read
     */
    public static Optional<DeviceFiles> find(Path folder) throws AromaException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<DeviceFiles> sets = files.map(file -> file.getFileName().toString())
                    .filter(name -> CERTIFICATE_NAME.matcher(name).matches())
                    .map(name -> in(folder, name.substring(0, name.length() - CERTIFICATE_SUFFIX.length())))
                    .filter(set -> Files.exists(set.ca()) && Files.exists(set.privateKey()))
                    .toList();
            return sets.stream()
                    .max(Comparator.<DeviceFiles>comparingLong(
                                    set -> set.certificate().toFile().lastModified())
                            .thenComparing(DeviceFiles::certificateId));
        } catch (IOException e) {
            throw new AromaException(
                    AromaException.Kind.CONFIGURATION,
                    "the folder " + folder + " cannot be read: " + AtomicFiles.reason(e) + "; check its owner and mode",
                    e);
        }
    }
}
