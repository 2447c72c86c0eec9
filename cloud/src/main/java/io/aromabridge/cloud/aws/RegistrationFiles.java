package io.aromabridge.cloud.aws;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Registrations in a folder: one small JSON file for each certificate, {@code <certificateId>.json}. Files are read when
 * they are asked for, so that another process, or an editor, may change them meanwhile.
 *
 * @param certificates the folder; it need not exist yet
 */
record RegistrationFiles(Path certificates, ObjectMapper json) implements Registrations {
    private static final Pattern CERTIFICATE_ID = Pattern.compile("[0-9a-f]{64}");

    RegistrationFiles(Path certificates) {
        this(certificates, new ObjectMapper());
    }

    @Override
    public void add(Registration registration, X509Certificate certificate) throws AromaException {
        write(
                registration,
                json.createObjectNode()
                        .put("thing", registration.thing())
                        .put("certificateId", registration.certificateId())
                        .put("status", registration.status().name())
                        .put("registeredAt", registration.registeredAt().toString())
                        .put("subject", certificate.getSubjectX500Principal().getName())
                        .put("notAfter", certificate.getNotAfter().toInstant().toString()));
    }

    @Override
    public void update(Registration registration) throws AromaException {
        Path file = file(registration.certificateId());
        try {
            if (!(json.readTree(Files.readString(file)) instanceof ObjectNode node)) {
                throw new IOException("it is no registration");
            }
            write(registration, node.put("status", registration.status().name()));
        } catch (IOException e) {
            throw new AromaException(
                    AromaException.Kind.FAILED,
                    file + " cannot be changed: " + e.getMessage() + "; check the folder",
                    e);
        }
    }

    private void write(Registration registration, ObjectNode node) throws AromaException {
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
    }

    @Override
    public Optional<Registration> find(String certificateId) throws AromaException {
        return CERTIFICATE_ID.matcher(certificateId).matches() ? read(file(certificateId)) : Optional.empty();
    }

    @Override
    public List<Registration> all() throws AromaException {
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
