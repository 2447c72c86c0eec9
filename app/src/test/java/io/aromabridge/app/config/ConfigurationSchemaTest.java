package io.aromabridge.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.aromabridge.app.config.schema.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schema takes the files that the reader takes, and refuses those that it refuses. */
class ConfigurationSchemaTest {
    private static final Path SAMPLE = Path.of("..", "aroma.sample.yaml");
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema SCHEMA = REGISTRY.getSchema(ConfigurationSchema.json());

    @TempDir
    Path folder = Path.of("");

    private static List<Error> faults(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML);
    }

    @Test
    void isItselfADraft202012Schema() {
        Schema draft = REGISTRY.getSchema(
                com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertEquals(List.of(), draft.validate(ConfigurationSchema.json(), InputFormat.JSON));
    }

    @Test
    void takesTheSampleFile() throws Exception {
        assertEquals(List.of(), faults(Files.readString(SAMPLE)));
    }

    @Test
    void takesTheSamplesListenerAndFanOut() throws Exception {
        String yaml = Files.readString(SAMPLE)
                .replace("listeners: []", "listeners:")
                .replace("fan-out: []", "fan-out:")
                .replace("students: []", "students:")
                .replaceAll("(?m)^  #(  .*)$", "  $1");
        assertEquals(List.of(), faults(yaml));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "broker:\n",
                "broker: {password-file: }",
                "broker: {max-packet-size: 4096, host: '::1'}",
                "broker: {max-packet-size: 1MiB, host: 0.0.0.0}",
                "bridge: {cloud: {host: x-ats.iot.us-west-2.amazonaws.com, keep-alive: 20m}}",
                "bridge: {local: {user-name: 'Zoë B', host: 'fe80::1%eth0'}}",
                "bridge: {queue: {size: -1, when-full: drop-newest}}",
                "bridge: {queue: {kind: memory, size: , bytes: 1KiB, sync: never, folder: q, segment: 1024MiB}}",
                "bridge: {queue: {kind: durable, bytes: 1048576MiB, sync: always, when-full: reject}}",
                "bridge: {routes: [{out: a, time-to-live: 1ms}, {out: b, time-to-live: 8760h}]}",
                "broker: {sys-interval: 0s, delivery: {window: 65535, queue-messages: 1, queue-bytes: 1KiB, hold: 0s}}",
                "bridge: {queue: aws-iot-sdk}",
                "bridge: {queue: , publish-state: false}",
                "bridge: {queue: {preset: aws-iot-sdk, size: 50, drain: fair, drain-rate: none}}",
                "bridge: {queue: {preset: , drain: before-new, drain-rate: 0.001/s}}",
                "bridge: {cloud: {connections: 100, pace: aws-iot}}",
                "bridge: {cloud: {connections: 1, pace: 95/s}}",
                "bridge: {routes: []}",
                "bridge: {routes: [{out: '#'}, {in: a/+/b/#, qos: 0}, {out: /, qos: '1'}, {out: $aws/x, qos: keep}]}",
                "bridge: {routes: [{out: a, as: b//c}]}",
                "cloud: {murano: {sni: strict, activation-window: 24h, products: []}}",
                "cloud: {murano: {products: [{name: a1, profile: provision, resources: [{alias: t}], devices: ['007']}]}}",
                "simulator: {shooters: [{serial: ASN2A00001, side: cloud, scents: {1: Mint, 6: 'Lime'}}]}"
            })
    void takesWhatTheReaderTakes(String yaml) {
        assertEquals(List.of(), Load.problems(folder, yaml, Map.of()));
        assertEquals(List.of(), faults(yaml));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xyz: 1",
                "[]",
                "broker: []",
                "broker: {pasword-file: x}",
                "broker: {port: x}",
                "broker: {port: -1}",
                "broker: {port: 65536}",
                "broker: {port: 1.5}",
                "broker: {port: '1883'}",
                "broker: {port: [1]}",
                "broker: {port: }",
                "bridge: {cloud: {port: 0}}",
                "broker: {max-topic-levels: 1001}",
                "bridge: {queue: {size: -2}}",
                "bridge: {queue: {kind: disk}}",
                "bridge: {queue: {sync: 5ms}}",
                "bridge: {queue: aws-iot}",
                "bridge: {queue: {preset: none}}",
                "bridge: {queue: {drain: no}}",
                "bridge: {queue: {drain-rate: 2}}",
                "bridge: {queue: {drain-rate: 2Hz}}",
                "bridge: {cloud: {connections: 0}}",
                "bridge: {cloud: {pace: 1.5/s}}",
                "bridge: {cloud: {pace: 100}}",
                "bridge: {cloud: aws-iot-sdk}",
                "bridge: {publish-state: 'yes'}",
                "bridge: {queue: {bytes: 1023}}",
                "bridge: {queue: {bytes: -1}}",
                "bridge: {queue: {folder: 5}}",
                "bridge: {queue: {segment: 1GiB}}",
                "bridge: {routes: [{out: a, time-to-live: 5}]}",
                "broker: {delivery: {window: 0}}",
                "broker: {delivery: {window: 65536}}",
                "broker: {delivery: {queue-messages: 0}}",
                "broker: {delivery: {queue-bytes: 1023}}",
                "broker: {sys-interval: 10}",
                "broker: {allow-anonymous: 'yes'}",
                "broker: {password-file: 5}",
                "bridge: {local: {user-name: 'a:b'}}",
                "bridge: {name: a b}",
                "broker: {connect-timeout: 10}",
                "broker: {connect-timeout: 1.5s}",
                "broker: {max-packet-size: 256KB}",
                "broker: {max-packet-size: 1023}",
                "bridge: {queue: {when-full: oldest}}",
                "bridge: {routes: [{out: a, qos: 2}]}",
                "bridge: {routes: [{out: a/b+/c}]}",
                "bridge: {routes: [{in: 'a/#/c'}]}",
                "bridge: {routes: [{out: a, as: x/+}]}",
                "bridge: {cloud: {host: 'localhost:8883'}}",
                "bridge: {cloud: {host: 1.2.3.4.}}",
                "bridge: {cloud: {host: 999.1.1.1}}",
                "bridge: {cloud: {host: ''}}",
                "cloud: {names: a}",
                "cloud: {names: }",
                "cloud: {names: [a, ~]}",
                "cloud: {murano: {products: [{name: A}]}}",
                "cloud: {murano: {products: [{profile: classic}]}}",
                "cloud: {murano: {products: [{name: a, profile: new}]}}",
                "cloud: {murano: {products: [{name: a, devices: [7]}]}}",
                "cloud: {murano: {products: [{name: a, devices: [a/b]}]}}",
                "cloud: {murano: {products: [{name: a, resources: [{alias: t, format: double}]}]}}",
                "cloud: {murano: {activation-window: -1h}}",
                "broker: {listeners: [{name: x}]}",
                "simulator: {shooters: [{side: cloud}]}",
                "simulator: {shooters: [ASN2A00002]}",
                "simulator: {shooters: [{serial: asn2a00001, side: cloud}]}",
                "simulator: {shooters: [{serial: ASN2A00001, side: cloud, scents: {7: b}}]}",
                "simulator: {shooters: [{serial: ASN2A00001, side: cloud, scents: {one: b}}]}",
                "simulator: {shooters: [{serial: ASN2A00001, side: cloud, scents: {6: 5}}]}"
            })
    void refusesWhatTheReaderRefuses(String yaml) {
        assertFalse(Load.problems(folder, yaml, Map.of()).isEmpty(), "the reader takes it");
        assertFalse(faults(yaml).isEmpty(), "the schema takes it");
    }

    @Test
    void tellsMeaningRangeAndDefaultOfASetting() throws Exception {
        JsonNode cloud =
                new ObjectMapper().readTree(ConfigurationSchema.json()).at("/properties/bridge/properties/cloud");
        assertEquals("[\"object\",\"null\"]", cloud.get("type").toString());
        assertFalse(cloud.get("additionalProperties").booleanValue());
        JsonNode port = cloud.at("/properties/port");
        assertEquals(
                "{\"type\":\"integer\",\"minimum\":1,\"maximum\":65535,\"default\":8883,"
                        + "\"description\":\"port of the endpoint\"}",
                port.toString());
        JsonNode keepAlive = cloud.at("/properties/keep-alive");
        assertEquals(
                "MQTT keep alive, 30s to 1200s", keepAlive.get("description").textValue());
        assertEquals("60s", keepAlive.get("default").textValue());
        assertEquals(
                "client id in the cloud; default: the bridge's name",
                cloud.at("/properties/client-id/description").textValue());
    }

    @Test
    void namesEverySettingOfTheTable() throws Exception {
        JsonNode schema = new ObjectMapper().readTree(ConfigurationSchema.json());
        for (Map.Entry<String, Shape.Key> leaf : SettingsTable.ROOT.leaves().entrySet()) {
            JsonNode at = schema;
            for (String name : leaf.getKey().split("\\.", -1)) {
                at = at.path("properties").path(name);
            }
            assertTrue(
                    at.path("description")
                            .textValue()
                            .startsWith(leaf.getValue().doc()),
                    leaf.getKey());
        }
    }

    /** Editors have the expressions of ECMA-262: no possessive quantifiers, no inline flags, no {@code \p}. */
    @Test
    void patternsAreOfTheKindThatEditorsUnderstand() throws Exception {
        List<String> patterns =
                new ObjectMapper().readTree(ConfigurationSchema.json()).findValuesAsText("pattern");
        assertTrue(patterns.size() > 10, patterns::toString);
        Pattern odd = Pattern.compile("\\\\[^wdsWDSx./+]|[+*?}]\\+|\\(\\?[^:!=]|\\[\\[|&&");
        patterns.forEach(pattern -> assertFalse(odd.matcher(pattern).find(), pattern));
    }
}
