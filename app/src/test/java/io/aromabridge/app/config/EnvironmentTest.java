package io.aromabridge.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Environment variables set what keys in the file set, and are checked in the same way. */
class EnvironmentTest {
    @TempDir
    Path folder = Path.of("");

    private void check(Map<String, String> environment, String... lines) {
        assertEquals(List.of(lines), Load.problems(folder, "", environment));
    }

    private static Configuration load(String name, String value) throws ConfigurationException {
        return Configuration.load(Optional.empty(), Map.of(name, value), List.of());
    }

    @Test
    void everySettingHasAVariableOfItsOwn() {
        Set<String> paths = SettingsTable.ROOT.leaves().keySet();
        assertEquals(
                paths.size(),
                paths.stream()
                        .map(Environment::name)
                        .collect(Collectors.toSet())
                        .size());
        assertEquals("AROMA_BRIDGE_CLOUD_KEEP_ALIVE", Environment.name("bridge.cloud.keep-alive"));
    }

    @Test
    void takesScalarsListsAndMaps() throws ConfigurationException {
        assertEquals(5, load("AROMA_BROKER_PORT", "5").broker().port());
        assertEquals("12", load("AROMA_BRIDGE_NAME", "12").bridge().name());
        assertEquals("::1", load("AROMA_CLOUD_HOST", "::1").cloud().host());
        assertEquals(
                List.of("a", "b.c"),
                load("AROMA_CLOUD_NAMES", "[a, b.c]").cloud().names());
        assertEquals(
                1,
                load("AROMA_BRIDGE_ROUTES", "[{\"out\": \"a/#\"}]")
                        .bridge()
                        .routes()
                        .size());
        assertEquals(Optional.empty(), load("AROMA_CLOUD_REGISTRY", "").cloud().registry());
    }

    @Test
    void tellsWrongValues() {
        check(
                Map.of(
                        "AROMA_BRIDGE_CLOUD_PORT", "99999",
                        "AROMA_BROKER_HOST", "",
                        "AROMA_CLOUD_NAMES", "[a, b",
                        "AROMA_BRIDGE_ROUTES", "[{out: a/b+}, {inn: b}]",
                        "AROMA_CLOUD_SNI", "off"),
                "environment AROMA_BROKER_HOST: broker.host: is empty; give it a value or leave it out",
                "environment AROMA_CLOUD_NAMES: cloud.names: not YAML: while parsing a flow sequence: expected ',' or"
                        + " ']', but got <stream end>; check indentation, colons and quotes here",
                "environment AROMA_CLOUD_SNI: cloud.sni: off is not known here; use warn or strict",
                "environment AROMA_BRIDGE_CLOUD_PORT: bridge.cloud.port: 99999 is not a port; use 1 to 65535",
                "environment AROMA_BRIDGE_ROUTES: bridge.routes[0].out: topic filter \"a/b+\": '+' must fill a whole"
                        + " level (index 3); use a topic filter such as a/+/b or a/#",
                "environment AROMA_BRIDGE_ROUTES: bridge.routes[1]: unknown key `inn`; did you mean `in`?",
                "environment AROMA_BRIDGE_ROUTES: bridge.routes[1]: has no filter; add `out: FILTER` or `in: FILTER`");
    }

    @Test
    void tellsUnknownVariables() {
        check(
                Map.of("AROMA_BROKER_PROT", "1", "AROMA_SMELL", "1", "AROMA_BROKER", "1"),
                "environment AROMA_BROKER: there is no such setting; did you mean AROMA_BROKER_HOST?",
                "environment AROMA_BROKER_PROT: there is no such setting; did you mean AROMA_BROKER_PORT?",
                "environment AROMA_SMELL: there is no such setting; unset it, or see `aroma config print` for the"
                        + " settings");
    }

    @Test
    void leavesOtherVariablesAlone() {
        check(Map.of("AROMA_HOME", "x", "AROMA_OPTS", "-Xmx1g", "PATH", "/bin", "AROMATIC", "x", "aroma_x", "y"));
    }

    @Test
    void leavesThoseOfAScriptThatIsALightAlone() {
        check(Map.of("AROMA_LIGHT_NAME", "wall", "AROMA_LIGHT_HOST", "h", "AROMA_ENDPOINTS", "x"));
    }
}
