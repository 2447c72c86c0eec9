package io.aromabridge.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aromabridge.core.AromaException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --port-base} and {@code --ports auto}. */
class PortsTest {
    @TempDir
    Path folder = Path.of("");

    private static List<Integer> ports(Configuration configuration) {
        return List.of(
                configuration.broker().port(),
                configuration.cloud().port(),
                configuration.cloud().alpnPort(),
                configuration.bridge().cloud().port(),
                configuration.simulator().cloud().port(),
                configuration.bridge().local().port(),
                configuration.simulator().local().port(),
                configuration.broker().webSocket().port(),
                configuration.dashboard().port(),
                configuration.cloud().murano().port());
    }

    @Test
    void shiftsListenersAndWhatConnectsToThem() throws Exception {
        assertEquals(List.of(1883, 8883, 4443, 8883, 8883, 1883, 1883, 8083, 8080, 8884), ports(Load.defaults()));
        assertEquals(
                List.of(20_000, 20_001, 20_002, 20_001, 20_001, 20_000, 20_000, 20_003, 20_004, 20_005),
                ports(Configuration.load(Optional.empty(), Map.of(), Ports.shiftedTo(20_000))));
    }

    @Test
    void leavesWhatConnectsWhereTheFileSaysSo() throws Exception {
        Path file = Load.file(
                folder, "aroma.yaml", "broker: {port: 1}\nbridge: {cloud: {port: 2}}\nsimulator: {local: {port: 3}}\n");
        assertEquals(
                List.of(20_000, 20_001, 20_002, 2, 20_001, 20_000, 3, 20_003, 20_004, 20_005),
                ports(Configuration.load(Optional.of(file), Map.of(), Ports.shiftedTo(20_000))));
    }

    @Test
    void takesEveryBaseThatLeavesRoom() throws Exception {
        for (int base : new int[] {1, 65_530}) {
            Configuration configuration = Configuration.load(Optional.empty(), Map.of(), Ports.shiftedTo(base));
            assertEquals(base + 2, configuration.cloud().alpnPort());
        }
        for (int base : new int[] {Integer.MIN_VALUE, 0, 65_531, Integer.MAX_VALUE}) {
            AromaException e = assertThrows(AromaException.class, () -> Ports.shiftedTo(base));
            assertEquals("--port-base: " + base + " leaves no room for 6 ports; use 1 to 65530", e.getMessage());
        }
    }

    @Test
    void autoAsksForAnyFreePort() throws Exception {
        assertEquals(
                List.of(0, 0, 0, 8883, 8883, 1883, 1883, 0, 0, 0),
                ports(Configuration.load(Optional.empty(), Map.of(), Ports.anyFree())));
    }
}
