package io.aromabridge.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flag over environment over file over default. */
class PrecedenceTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("AROMA_BROKER_PORT", "3");

    @TempDir
    Path folder = Path.of("");

    private Optional<Path> file() {
        return Optional.of(Load.file(folder, "aroma.yaml", "broker:\n  port: 2\n"));
    }

    private static int port(Optional<Path> file, Map<String, String> environment, Flag... flags)
            throws ConfigurationException {
        return Configuration.load(file, environment, List.of(flags)).broker().port();
    }

    @Test
    void theStrongestLayerCounts() throws ConfigurationException {
        Flag flag = Flag.of("broker.port", "4", "--port");
        assertEquals(1883, port(Optional.empty(), Map.of()));
        assertEquals(2, port(file(), Map.of()));
        assertEquals(3, port(file(), ENVIRONMENT));
        assertEquals(4, port(file(), ENVIRONMENT, flag));
        assertEquals(5, port(file(), ENVIRONMENT, flag, Flag.of("broker.port", "5", "--port")));
    }

    @Test
    void aFlagInsteadOfTheDefaultIsTheWeakest() throws ConfigurationException {
        Flag weak = Flag.insteadOfDefault("broker.port", "9", "--port-base");
        assertEquals(9, port(Optional.empty(), Map.of(), weak));
        assertEquals(2, port(file(), Map.of(), weak));
        assertEquals(3, port(Optional.empty(), ENVIRONMENT, weak));
        assertEquals(4, port(Optional.empty(), Map.of(), Flag.of("broker.port", "4", "--port"), weak));
    }

    @Test
    void checksWhatAStrongerLayerHides() {
        assertEquals(
                List.of("aroma.yaml:2:3: broker.port: x is not a port; use 0 to 65535"),
                Load.problems(folder, "broker:\n  port: x\n", ENVIRONMENT));
        assertEquals(
                List.of("environment AROMA_BROKER_PORT: broker.port: x is not a port; use 0 to 65535"),
                Load.problems(folder, "", Map.of("AROMA_BROKER_PORT", "x"), Flag.of("broker.port", "4", "--port")));
    }

    @Test
    void checksFlags() {
        assertEquals(
                List.of("--port: broker.port: 70000 is not a port; use 0 to 65535"),
                Load.problems(folder, "", Map.of(), Flag.of("broker.port", "70000", "--port")));
        assertThrows(
                IllegalArgumentException.class,
                () -> port(Optional.empty(), Map.of(), Flag.of("broker.prot", "1", "--port")));
    }

    @Test
    void aListReplacesTheDefaultAsAWhole() throws ConfigurationException {
        Configuration configuration = Load.yaml(folder, "bridge: {routes: [{out: a}]}\nsimulator: {lights: []}\n");
        assertEquals(1, configuration.bridge().routes().size());
        assertEquals(List.of(), configuration.simulator().lights());
        assertEquals(4, configuration.simulator().shooters().size());
    }

    @Test
    void tellsWhatSomebodySet() throws ConfigurationException {
        Configuration configuration = Load.yaml(folder, "bridge: {cloud: {port: 8883, ca: }}");
        assertTrue(configuration.isSet("bridge.cloud.port"));
        assertFalse(configuration.isSet("bridge.cloud.ca"));
        assertFalse(configuration.isSet("bridge.cloud.host"));
        assertFalse(configuration.isSet("bridge.routes"));
        assertThrows(IllegalArgumentException.class, () -> configuration.isSet("bridge.cloud.prot"));
    }

    @Test
    void pathsInTheFileBeginAtItsFolder() throws Exception {
        Path conf = Files.createDirectory(folder.resolve("conf"));
        Path file = Load.file(conf, "aroma.yaml", "bridge: {cloud: {ca: ca.pem}, local: {password-file: /etc/p}}");
        Configuration configuration =
                Configuration.load(Optional.of(file), Map.of("AROMA_CLOUD_REGISTRY", "things"), List.of());
        assertEquals(
                Optional.of(conf.resolve("ca.pem")),
                configuration.bridge().cloud().ca());
        assertEquals(
                Optional.of(Path.of("/etc/p")), configuration.bridge().local().passwordFile());
        assertEquals(Optional.of(Path.of("things")), configuration.cloud().registry());
        assertEquals(Optional.empty(), configuration.broker().passwordFile());
    }

    @Test
    void theBridgesNameIsItsClientId() throws ConfigurationException {
        BridgeSection named = Load.yaml(folder, "bridge: {name: b7}").bridge();
        assertEquals("b7", named.cloudClientId());
        assertEquals("b7-local", named.localClientId());
        assertEquals(
                "x",
                Load.yaml(folder, "bridge: {name: b7, cloud: {client-id: x}}")
                        .bridge()
                        .cloudClientId());
    }
}
