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
    void anotherProcessFindsWhatOneDeactivatedAndActivated() throws Exception {
        Registration demo = registry().register("demo", certificate("demo"));
        registry().register("other", certificate("other"));
        Path file = folder.resolve("certificates").resolve(demo.certificateId() + ".json");
        String before = Files.readString(file);
        Registration off =
                new Registration("demo", demo.certificateId(), Registration.Status.INACTIVE, demo.registeredAt());
        assertEquals(List.of(off), registry().deactivate("demo"));
        assertEquals(List.of(off), registry().deactivate("demo"), "the second time too");
        assertEquals(
                List.of(Registration.Status.INACTIVE, Registration.Status.ACTIVE),
                registry().list().stream().map(Registration::status).toList());
        assertEquals(before.replace("ACTIVE", "INACTIVE"), Files.readString(file), "nothing else is changed");
        assertEquals(List.of(demo), registry().activate("demo"));
        assertEquals(before, Files.readString(file));
    }

    @Test
    void saysWhichThingsThereAreInsteadOfAnUnknownOne() throws Exception {
        registry().register("b", certificate("b"));
        registry().register("a", certificate("a"));
        AromaException e = assertThrows(AromaException.class, () -> registry().deactivate("x"));
        assertEquals(AromaException.Kind.CONFIGURATION, e.kind());
        assertEquals(
                "thing 'x' is not registered: aroma cloud thing add NAME makes and registers one; there are [a, b]",
                e.getMessage());
        assertThrows(AromaException.class, () -> registry().activate("x"));
    }

    @Test
    void aRevokedCertificateStaysWithdrawn() throws Exception {
        String id = registry().register("demo", certificate("demo")).certificateId();
        Path file = folder.resolve("certificates").resolve(id + ".json");
        Files.writeString(file, Files.readString(file).replace("ACTIVE", "REVOKED"));
        assertEquals(List.of(), registry().deactivate("demo"));
        AromaException e = assertThrows(AromaException.class, () -> registry().activate("demo"));
        assertTrue(String.valueOf(e.getMessage()).contains("is REVOKED, which is for good"), e.getMessage());
        assertEquals(
                Optional.of(Registration.Status.REVOKED), registry().find(id).map(Registration::status));
    }

    @Test
    void doesTheSameInMemory() throws Exception {
        ThingRegistry registry = ThingRegistry.inMemory(() -> NOW);
        Registration demo = registry.register("demo", certificate("demo"));
        Registration bridge = registry.register("bridge", certificate("bridge"));
        assertEquals(List.of(bridge, demo), registry.list());
        assertEquals(1, registry.deactivate("demo").size());
        assertEquals(
                Optional.of(Registration.Status.INACTIVE),
                registry.find(demo.certificateId()).map(Registration::status));
        assertEquals(List.of(demo), registry.activate("demo"));
        assertEquals(Optional.empty(), registry.find("0".repeat(64)));
        assertThrows(AromaException.class, () -> registry.deactivate("x"));
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
