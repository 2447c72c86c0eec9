package io.aromabridge.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not YAML is told in one line; the environment is checked all the same. */
class YamlSyntaxTest {
    @TempDir
    Path folder = Path.of("");

    private void check(String yaml, String... lines) {
        assertEquals(List.of(lines), Load.problems(folder, yaml, Map.of()));
    }

    @Test
    void refusesTabs() {
        check("broker:\n\tport: 1\n", "aroma.yaml:2:1: a tab cannot indent in YAML; use spaces");
        check("broker:\n  host: a\n\tport: 1\n", "aroma.yaml:3:1: a tab cannot indent in YAML; use spaces");
    }

    @Test
    void tellsWhereTheParserStopped() {
        String fix = "; check indentation, colons and quotes here";
        check("broker:\n  host: a: b\n", "aroma.yaml:2:10: not YAML: mapping values are not allowed here" + fix);
        check(
                "broker:\n  host: \"a\n",
                "aroma.yaml:3:1: not YAML: while scanning a quoted scalar from line 2: found unexpected end of stream"
                        + fix);
        check(
                "cloud:\n  names: [a, b\n",
                "aroma.yaml:3:1: not YAML: while parsing a flow sequence from line 2: expected ',' or ']', but got"
                        + " <stream end>" + fix);
        check(
                "broker:\n   host: a\n  port: 1\n",
                "aroma.yaml:3:3: not YAML: while parsing a block mapping from line 1: expected <block end>, but found"
                        + " '<block mapping start>'" + fix);
        check("a: *nothing\n", "aroma.yaml:1:4: not YAML: found undefined alias nothing" + fix);
        check(
                "broker: {}\n---\ncloud: {}\n",
                "aroma.yaml:2:1: not YAML: expected a single document in the stream from line 1: but found another document"
                        + fix);
    }

    @Test
    void refusesControlCharacters() {
        check(
                "broker:\n  host: a\u0007b\n",
                "aroma.yaml:2:10: character \"\\u0007\" is not allowed in YAML; delete it");
    }

    @Test
    void refusesWhatIsNotUtf8() throws IOException {
        Path file = Files.write(folder.resolve("latin.yaml"), new byte[] {'#', (byte) 0xE4, '\n'});
        ConfigurationException e = assertThrows(
                ConfigurationException.class, () -> Configuration.load(Optional.of(file), Map.of(), List.of()));
        assertEquals(file + ": is not UTF-8; save it as UTF-8", e.getMessage());
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Path file = folder.resolve("none.yaml");
        ConfigurationException e = assertThrows(
                ConfigurationException.class, () -> Configuration.load(Optional.of(file), Map.of(), List.of()));
        assertEquals(file + ": there is no such file; correct its name or create it", e.getMessage());
    }

    @Test
    void checksTheEnvironmentOfABrokenFileButNoRulesBetweenValues() {
        assertEquals(
                List.of(
                        "aroma.yaml:1:1: a tab cannot indent in YAML; use spaces",
                        "environment AROMA_BROKER_PORT: broker.port: x is not a port; use 0 to 65535"),
                Load.problems(
                        folder,
                        "\tbroker: 1\n",
                        Map.of("AROMA_BROKER_PORT", "x", "AROMA_BRIDGE_CLOUD_BACKOFF_MAX", "500ms")));
    }

    @Test
    void takesWhatHoldsNothing() throws ConfigurationException {
        for (String yaml :
                List.of("", "# nothing\n", "---\n", "broker:\n  # all of it commented out\n", "\uFEFFbroker: {}")) {
            assertEquals(Load.defaults().broker(), Load.yaml(folder, yaml).broker(), yaml);
        }
    }

    @Test
    void takesAnchorsAndJson() throws ConfigurationException {
        Configuration anchors =
                Load.yaml(folder, "bridge: {cloud: &there {host: h, port: 5}}\nsimulator: {cloud: *there}\n");
        assertEquals("h", anchors.simulator().cloud().host());
        assertEquals(
                7, Load.yaml(folder, "{\"broker\": {\"port\": 7}}").broker().port());
    }
}
