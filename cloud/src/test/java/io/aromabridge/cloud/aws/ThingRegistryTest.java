package io.aromabridge.cloud.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.core.AromaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder of registered things. */
class ThingRegistryTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir
    private Path folder;

    private ThingRegistry registry() {
        return new ThingRegistry(folder, () -> NOW);
    }

    private static X509Certificate certificate(String name) {
        return DevelopmentAuthority.inMemory(InstantSource.system())
                .device(name)
                .certificate();
    }

    @Test
    void anotherProcessFindsWhatOneRegistered() throws Exception {
        Registration demo = registry().register("demo", certificate("demo"));
        Registration bridge = registry().register("bridge", certificate("bridge"));
        assertEquals(Optional.of(demo), registry().find(demo.certificateId()));
        assertEquals(List.of(bridge, demo), registry().list());
        assertEquals(NOW, demo.registeredAt());
        assertEquals(Registration.Status.ACTIVE, demo.status());
    }

    @Test
    void anEmptyFolderHoldsNothing() throws Exception {
        assertEquals(List.of(), registry().list());
        assertEquals(Optional.empty(), registry().find("0".repeat(64)));
        assertEquals(Optional.empty(), registry().find("../../../etc/passwd"), "no way out of the folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "..", "ä"})
    void refusesNamesThatAwsIotWouldNotTake(String name) {
        AromaException e = assertThrows(AromaException.class, () -> ThingRegistry.checkName(name));
        assertEquals(AromaException.Kind.CONFIGURATION, e.kind());
        assertTrue(String.valueOf(e.getMessage()).contains("use 1 to 128 of"), e.getMessage());
    }

    @Test
    void namesTheFileThatIsDamaged() throws Exception {
        String id = registry().register("demo", certificate("demo")).certificateId();
        Path file = folder.resolve("certificates").resolve(id + ".json");
        Files.writeString(file, "{\"thing\": \"demo\"}");
        AromaException e = assertThrows(AromaException.class, () -> registry().list());
        assertTrue(String.valueOf(e.getMessage()).startsWith(file + ": it is no registration"), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains("\"certificateId\" is missing"), e.getMessage());
    }
}
