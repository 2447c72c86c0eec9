package io.aromabridge.cloud.aws;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aromabridge.certs.Identity;
import io.aromabridge.cloud.aws.Registration.Status;
import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The things that may connect: a folder with one small JSON file for each certificate,
 * {@code certificates/<certificateId>.json}. Files are read when they are asked for, so that another process, or an
 * editor, may change them while the stand-in runs. Thread-safe.
 */
public final class ThingRegistry {
    /** AWS IoT's rule for the name of a thing (CreateThing, thingName). */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9:_-]{1,128}");

    private static final Pattern CERTIFICATE_ID = Pattern.compile("[0-9a-f]{64}");

    private final Path certificates;
    private final InstantSource clock;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * The registry in a folder, which need not exist yet.
     *
     * @param folder holds the folder {@code certificates}
     */
    public ThingRegistry(Path folder, InstantSource clock) {
        this.certificates = folder.resolve("certificates");
        this.clock = clock;
    }

    /**
     * Checks the name of a thing.
     *
     * @throws AromaException CONFIGURATION if AWS IoT would not take it
     */
    public static void checkName(String thing) throws AromaException {
        if (!NAME.matcher(thing).matches()) {
            throw new AromaException(
                    AromaException.Kind.CONFIGURATION,
                    "thing name '" + thing + "': use 1 to 128 of a-z, A-Z, 0-9, ':', '_' and '-'");
        }
    }

    /**
     * Adds a certificate for a thing, ACTIVE. A thing may have several; the same certificate again is written anew.
     *
     * @throws AromaException CONFIGURATION for a bad name, FAILED if the file cannot be written
     */
    public Registration register(String thing, X509Certificate certificate) throws AromaException {
        checkName(thing);
        Registration registration =
                new Registration(thing, Identity.certificateId(certificate), Status.ACTIVE, clock.instant());
        ObjectNode node = json.createObjectNode()
                .put("thing", registration.thing())
                .put("certificateId", registration.certificateId())
                .put("status", registration.status().name())
                .put("registeredAt", registration.registeredAt().toString())
                .put("subject", certificate.getSubjectX500Principal().getName())
                .put("notAfter", certificate.getNotAfter().toInstant().toString());
        Path file = file(registration.certificateId());
        try {
            Files.createDirectories(certificates);
            Path temporary = Files.createTempFile(certificates, "registration", ".tmp");
            Files.writeString(temporary, json.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n");
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new AromaException(
                    AromaException.Kind.FAILED,
                    file + " cannot be written: " + e.getMessage() + "; check the folder",
                    e);
        }
        return registration;
    }

    /**
     * The registration of a certificate, as the file says now.
     *
     * @throws AromaException CONFIGURATION if its file is damaged
     */
    public Optional<Registration> find(String certificateId) throws AromaException {
        return CERTIFICATE_ID.matcher(certificateId).matches() ? read(file(certificateId)) : Optional.empty();
    }

    /**
     * All registrations, by thing and then by time.
     *
     * @throws AromaException CONFIGURATION if a file is damaged, FAILED if the folder cannot be read
     */
    public List<Registration> list() throws AromaException {
        List<Registration> all = new ArrayList<>();
        if (!Files.isDirectory(certificates)) {
            return all;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(certificates, "*.json")) {
            for (Path file : files) {
                read(file).ifPresent(all::add);
            }
        } catch (IOException e) {
            throw new AromaException(
                    AromaException.Kind.FAILED, certificates + " cannot be read: " + e.getMessage(), e);
        }
        all.sort(Comparator.comparing(Registration::thing).thenComparing(Registration::registeredAt));
        return all;
    }

    private Path file(String certificateId) {
        return certificates.resolve(certificateId + ".json");
    }

    private Optional<Registration> read(Path file) throws AromaException {
        try {
            JsonNode node = json.readTree(Files.readString(file));
            return Optional.of(new Registration(
                    text(node, "thing"),
                    text(node, "certificateId"),
                    Status.valueOf(text(node, "status")),
                    Instant.parse(text(node, "registeredAt"))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new AromaException(
                    AromaException.Kind.CONFIGURATION,
                    file + ": it is no registration (" + e.getMessage()
                            + "); mend or delete it, and add the thing again",
                    e);
        } catch (IOException e) {
            throw new AromaException(AromaException.Kind.CONFIGURATION, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("\"" + field + "\" is missing");
        }
        return value.textValue();
    }
}
