package io.aromabridge.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed tells origins, and reads back as the same values. */
class PrintTest {
    private static final String FULL =
            """
            broker:
              password-file: "with # and: colon"
              host: ::1
              max-packet-size: 4096
            cloud: {names: [a, "fe80::1"], sni: strict}
            bridge:
              name: "123"
              cloud: {host: 10.0.0.1, ca: 'C:\\x "q"', certificate: "null", private-key: "1e5"}
              local: {user-name: "true"}
              queue: {folder: "a b", size: -1, sync: always, when-full: keep-latest-per-topic}
              routes:
                - {out: "#", qos: keep, time-to-live: 90s}
                - {in: "$aws/things/x y/+", qos: 0}
                - {in: "- a", as: "\\u00e9\\t"}
            simulator:
              shooters:
                - {serial: AS12345678, side: local, scents: {6: "yes: no", 1: Lavender}}
              lights: []
            """;

    @TempDir
    Path folder = Path.of("");

    private void readsBack(Configuration configuration) throws ConfigurationException {
        String printed = String.join("\n", configuration.print());
        Configuration again = Load.yaml(folder, printed);
        assertEquals(configuration.broker(), again.broker(), printed);
        assertEquals(configuration.cloud(), again.cloud(), printed);
        assertEquals(configuration.bridge(), again.bridge(), printed);
        assertEquals(configuration.simulator(), again.simulator(), printed);
        assertEquals(configuration.dashboard(), again.dashboard(), printed);
    }

    @Test
    void readsBackAsTheSameValues() throws Exception {
        readsBack(Load.defaults());
        readsBack(Load.yaml(folder, FULL));
        readsBack(Configuration.load(Optional.empty(), Map.of("AROMA_CLOUD_NAMES", "[x]"), Ports.shiftedTo(20_000)));
    }

    @Test
    void tellsWhereEachValueComesFrom() throws Exception {
        Path file = Load.file(folder, "aroma.yaml", "\nbroker:\n  host: localhost\n  password-file: p\n");
        List<String> lines = Configuration.load(
                        Optional.of(file), Map.of("AROMA_BROKER_ALLOW_ANONYMOUS", "true"), Ports.shiftedTo(20_000))
                .print();
        assertEquals(
                List.of(
                        "broker:",
                        "  host: localhost    # " + file + ":3",
                        "  port: 20000    # --port-base",
                        "  password-file: p    # " + file + ":4",
                        "  acl-file:    # default: none: users may do everything, anonymous clients nothing",
                        "  allow-anonymous: true    # environment AROMA_BROKER_ALLOW_ANONYMOUS",
                        "  denied-publish: drop    # default",
                        "  max-packet-size: 256KiB    # default",
                        "  max-client-id-bytes: 256    # default",
                        "  max-topic-levels: 64    # default",
                        "  connect-timeout: 10s    # default",
                        "  sys-interval: 10s    # default",
                        "  limits:",
                        "    connections: 20000    # default"),
                lines.subList(0, 14));
        assertTrue(lines.contains("  names: []    # default"), lines::toString);
        assertTrue(lines.contains("  registry:    # default: DATA/cloud"), lines::toString);
        assertTrue(lines.contains("    size:    # default: 100000, or 10000 in memory"), lines::toString);
        assertTrue(lines.contains("    - out: aromajoin/aromashooter/+/command/#    # default"), lines::toString);
        assertTrue(lines.contains("    - serial: ASN2A00001    # default"), lines::toString);
        assertTrue(lines.contains("      scents: {}    # default"), lines::toString);
    }
}
