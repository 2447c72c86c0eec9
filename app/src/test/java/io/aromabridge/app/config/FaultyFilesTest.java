package io.aromabridge.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every error in a file is told in one line, with its place, the rule and the fix, and all of them at once. */
class FaultyFilesTest {
    @TempDir
    Path folder = Path.of("");

    private void check(String yaml, String... lines) {
        assertEquals(List.of(lines), Load.problems(folder, yaml, Map.of()));
    }

    @Test
    void listsThreeErrorsAtOnceInTheOrderOfTheFile() {
        check(
                """
                broker:
                  pasword-file: x
                  port: 1884
                bridge:
                  cloud:
                    port: 99999
                    keep-alive: 5s
                """,
                "aroma.yaml:2:3: broker: unknown key `pasword-file`; did you mean `password-file`?",
                "aroma.yaml:6:5: bridge.cloud.port: 99999 is not a port; use 1 to 65535",
                "aroma.yaml:7:5: bridge.cloud.keep-alive: 5s is out of range; use 30s to 1200s");
    }

    @ParameterizedTest
    @CsvSource({
        "password, password-file",
        "password_file, password-file",
        "passwordFile, password-file",
        "prot, port",
        "alow-anonymus, allow-anonymous",
        "max-packetsize, max-packet-size",
        "HOST, host"
    })
    void suggestsTheNearestKey(String written, String meant) {
        check(
                "broker:\n  " + written + ": x\n",
                "aroma.yaml:2:3: broker: unknown key `" + written + "`; did you mean `" + meant + "`?");
    }

    @Test
    void listsTheKeysWhereNoneIsNear() {
        check(
                "xyz: 1\n",
                "aroma.yaml:1:1: unknown key `xyz`; the keys here are broker, cloud, bridge, simulator, dashboard");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "broker: {port: x}      | 1:10: broker.port: x is not a port; use 0 to 65535",
                "broker: {port: -1}     | 1:10: broker.port: -1 is not a port; use 0 to 65535",
                "broker: {port: 65536}  | 1:10: broker.port: 65536 is not a port; use 0 to 65535",
                "broker: {port: 1.5}    | 1:10: broker.port: 1.5 is not a port; use 0 to 65535",
                "broker: {port: '1883'} | 1:10: broker.port: \"1883\" is text; write it without quotes",
                "broker: {port: [1]}    | 1:10: broker.port: is a list; write one value here",
                "broker: {port: {a: 1}} | 1:10: broker.port: is a section; write one value here",
                "broker: {port: }       | 1:10: broker.port: is empty; give it a value or leave it out",
                "broker: {port: !x 1}   | 1:10: broker.port: has the tag !x; write the value alone",
                "bridge: {cloud: {port: 0}} | 1:18: bridge.cloud.port: 0 is not a port; use 1 to 65535",
                "broker: {max-topic-levels: 1001} | 1:10: broker.max-topic-levels: 1001 is out of range; use 1 to 1000",
                "broker: {max-topic-levels: 99999999999999999999} | 1:10: broker.max-topic-levels:"
                        + " 99999999999999999999 is out of range; use 1 to 1000",
                "broker: {max-topic-levels: many} | 1:10: broker.max-topic-levels: many is not a whole number; use 1 to 1000",
                "bridge: {queue: {size: -2}} | 1:18: bridge.queue.size: -2 is out of range; use -1 to 2147483647",
                "broker: {allow-anonymous: yes} | 1:10: broker.allow-anonymous: yes is not true or false; use one of them",
                "broker: {allow-anonymous: True} | 1:10: broker.allow-anonymous: True is not true or false; use one of them",
                "broker: {password-file: 5} | 1:10: broker.password-file: 5 is a number, not text; write \"5\"",
                "bridge: {local: {user-name: true}} | 1:18: bridge.local.user-name: true is a truth value, not text;"
                        + " write \"true\"",
                "bridge: {name: a b} | 1:10: bridge.name: \"a b\" is not a name; use up to 100 letters, digits, _ and -",
                "broker: {connect-timeout: 10} | 1:10: broker.connect-timeout: 10 is not a duration; use a number and ms,"
                        + " s, m or h, such as 10s",
                "broker: {connect-timeout: 1.5s} | 1:10: broker.connect-timeout: 1.5s is not a duration; use a number"
                        + " and ms, s, m or h, such as 10s",
                "broker: {connect-timeout: 99ms} | 1:10: broker.connect-timeout: 99ms is out of range; use 100ms to 10m",
                "bridge: {cloud: {keep-alive: 30500ms}} | 1:18: bridge.cloud.keep-alive: 30500ms is too fine; use a"
                        + " multiple of 1s",
                "broker: {max-packet-size: 256KB} | 1:10: broker.max-packet-size: 256KB is not a size; use a number and"
                        + " KiB or MiB, such as 128KiB, or plain bytes",
                "broker: {max-packet-size: 1023} | 1:10: broker.max-packet-size: 1023 is out of range; use 1KiB to 256MiB",
                "broker: {max-packet-size: 257MiB} | 1:10: broker.max-packet-size: 257MiB is out of range; use 1KiB to 256MiB",
                "bridge: {queue: {when-full: oldest}} | 1:18: bridge.queue.when-full: oldest is not known here; use"
                        + " drop-oldest, drop-newest, keep-latest-per-topic or reject",
                "bridge: {routes: [{out: a, qos: 2}]} | 1:28: bridge.routes[0].qos: 2 is not known here; use 0, 1 or keep",
                "cloud: [] | 1:1: cloud: is not a section; write its keys as \"key: value\" lines",
                "cloud: {names: a} | 1:9: cloud.names: is not a list; begin each item with \"- \", or write [] for none",
                "cloud: {names: } | 1:9: cloud.names: is empty; give it a value or leave it out",
                "cloud: {names: [a, ~]} | 1:20: cloud.names[1]: is empty; give it a value or leave it out",
                "cloud: {? [a] : 1} | 1:11: cloud: a key must be a word, not a list or a section; write \"key: value\"",
                "[] | 1:1: is not a section; write its keys as \"key: value\" lines",
                "'broker: {port: 1}\nbroker: {}' | 2:1: broker: is given twice; delete one, the first is at aroma.yaml:1:1",
            })
    void refusesWrongValues(String yaml, String line) {
        check(yaml, "aroma.yaml:" + line);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8883",
        "mqtts://localhost",
        "'[::1]'",
        "999.1.1.1",
        "1.2.3",
        "1.2.3.4.",
        "01.2.3.4",
        "'a b'",
        "a..b",
        "-a",
        "1::2::3",
        "''",
        "8883",
        "'http://a/b'"
    })
    void refusesWhatIsNoHost(String host) {
        String shown = host.isEmpty() || host.contains(" ") ? "\"" + host + "\"" : host;
        check(
                "bridge:\n  cloud:\n    host: '" + host + "'\n",
                "aroma.yaml:3:5: bridge.cloud.host: " + shown
                        + " is not a host; use a name such as localhost or an address such as 127.0.0.1 or ::1,"
                        + " without port and brackets");
    }

    @Test
    void tellsThePositionInATopicFilter() {
        check(
                """
                bridge:
                  routes:
                    - out: a/b+/c
                    - in: a/#/c
                    - {in: a/b, as: x/+}
                """,
                "aroma.yaml:3:7: bridge.routes[0].out: topic filter \"a/b+/c\": '+' must fill a whole level (index 3);"
                        + " use a topic filter such as a/+/b or a/#",
                "aroma.yaml:4:7: bridge.routes[1].in: topic filter \"a/#/c\": '#' must be the last level (index 2);"
                        + " use a topic filter such as a/+/b or a/#",
                "aroma.yaml:5:17: bridge.routes[2].as: topic \"x/+\": wildcard '+' is not allowed in a topic to publish"
                        + " to (index 2); use a topic such as a/b");
    }

    @Test
    void findsDuplicateKeysAtEveryLevel() {
        check(
                """
                broker:
                  port: 1883
                  host: localhost
                  port: 1884
                simulator:
                  shooters:
                    - serial: ASN2A00001
                      side: cloud
                      scents: {1: a, 1: b}
                """,
                "aroma.yaml:4:3: broker.port: is given twice; delete one, the first is at aroma.yaml:2:3",
                "aroma.yaml:9:22: simulator.shooters[0].scents.1: is given twice; delete one, the first is at"
                        + " aroma.yaml:9:16");
    }

    @Test
    void findsWhatItemsOfListsLack() {
        check(
                """
                simulator:
                  shooters:
                    - side: moon
                    - ASN2A00002
                    -
                  lights:
                    - name: l
                """,
                "aroma.yaml:3:7: simulator.shooters[0].serial: is missing; add serial: ASN2A00001",
                "aroma.yaml:3:7: simulator.shooters[0].side: moon is not known here; use cloud or local",
                "aroma.yaml:4:7: simulator.shooters[1]: is not a section; write its keys as \"key: value\" lines",
                "aroma.yaml:5:6: simulator.shooters[2]: is empty; give it a value or leave it out",
                "aroma.yaml:7:7: simulator.lights[0].role: is missing; add role: client1",
                "aroma.yaml:7:7: simulator.lights[0].side: is missing; add side: local");
    }

    @Test
    void checksChannelsAndSerials() {
        check(
                """
                simulator:
                  shooters:
                    - serial: asn2a00001
                      side: cloud
                      scents: {0: a, 7: b, one: c, 6: 5}
                """,
                "aroma.yaml:3:7: simulator.shooters[0].serial: asn2a00001 is not a serial; use AS and eight letters or"
                        + " digits",
                "aroma.yaml:5:16: simulator.shooters[0].scents.0: 0 is out of range; use 1 to 6",
                "aroma.yaml:5:22: simulator.shooters[0].scents.7: 7 is out of range; use 1 to 6",
                "aroma.yaml:5:28: simulator.shooters[0].scents.one: one is not a whole number; use 1 to 6",
                "aroma.yaml:5:36: simulator.shooters[0].scents.6: 5 is a number, not text; write \"5\"");
    }
}
