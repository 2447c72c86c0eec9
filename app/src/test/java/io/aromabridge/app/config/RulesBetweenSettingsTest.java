package io.aromabridge.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold between settings is told at the one that somebody wrote. */
class RulesBetweenSettingsTest {
    @TempDir
    Path folder = Path.of("");

    private void check(String yaml, String... lines) {
        assertEquals(List.of(lines), Load.problems(folder, yaml, Map.of()));
    }

    @Test
    void backoffGrowsFromBaseToMaxAndIsShorterThanStable() {
        check(
                "bridge: {cloud: {backoff: {max: 999ms}}}",
                "aroma.yaml:1:28: bridge.cloud.backoff.max: base is longer than max; use base <= max");
        check(
                "bridge: {cloud: {backoff: {stable: 1s}}}",
                "aroma.yaml:1:28: bridge.cloud.backoff.stable: base is not shorter than stable; use base < stable");
        check(
                "bridge: {cloud: {backoff: {base: 40s}}}",
                "aroma.yaml:1:28: bridge.cloud.backoff.base: base is longer than max; use base <= max",
                "aroma.yaml:1:28: bridge.cloud.backoff.base: base is not shorter than stable; use base < stable");
        check("bridge: {cloud: {backoff: {base: 1s, max: 1s, stable: 1001ms}}}");
    }

    @Test
    void saysNothingOfAValueThatIsWrongByItself() {
        check(
                "bridge: {cloud: {backoff: {base: 40, max: 1s}}}",
                "aroma.yaml:1:28: bridge.cloud.backoff.base: 40 is not a duration; use a number and ms, s, m or h, such"
                        + " as 10s");
    }

    @Test
    void noTwoProductsHaveOneName() {
        check(
                """
                cloud:
                  murano:
                    products:
                      - {name: lamps}
                      - {name: lamps, profile: provision}
                """,
                "aroma.yaml:5:10: cloud.murano.products[1].name: lamps is taken by a product above; use another name");
    }

    @Test
    void aListenerHasItsOwnNameAndAsksForCertificatesOnlyWithTls() {
        check(
                """
                broker:
                  listeners:
                    - {name: local, port: 1, client-certificate: optional}
                    - {name: x, port: 1, client-ca: y}
                    - {name: x, port: 1, certificates: [{certificate: c, private-key: k}]}
                    - {name: good, port: 1, tls: true, client-certificate: required, client-ca: y}
                """,
                "aroma.yaml:3:8: broker.listeners[0].name: local is taken by another listener; use another name",
                "aroma.yaml:3:30: broker.listeners[0].client-certificate: needs TLS; add tls: true",
                "aroma.yaml:4:26: broker.listeners[1].client-ca: is of no use; add client-certificate: optional or"
                        + " required",
                "aroma.yaml:5:8: broker.listeners[2].name: x is taken by another listener; use another name",
                "aroma.yaml:5:26: broker.listeners[2].certificates: are for TLS; add tls: true");
    }

    @Test
    void certificateAndKeyComeTogether() {
        check(
                "bridge: {cloud: {certificate: c.pem}}\nsimulator: {cloud: {private-key: k.pem}}",
                "aroma.yaml:1:18: bridge.cloud.certificate: needs `private-key` too; give both or neither",
                "aroma.yaml:2:21: simulator.cloud.private-key: needs `certificate` too; give both or neither");
    }

    @Test
    void aRouteGoesOneWay() {
        check(
                """
                bridge:
                  routes:
                    - qos: 0
                    - out: a
                      in: b
                    - in: a
                      qos: keep
                    - out: a
                      qos: keep
                """,
                "aroma.yaml:3:7: bridge.routes[0]: has no filter; add `out: FILTER` or `in: FILTER`",
                "aroma.yaml:5:7: bridge.routes[1].in: is beside `out`; keep one, and write a route of its own for the"
                        + " other",
                "aroma.yaml:7:7: bridge.routes[2].qos: keep is only for `out`; use 0 or 1");
    }

    @Test
    void onlyWhatGoesOutHasATimeToLive() {
        check(
                "bridge: {routes: [{in: a, time-to-live: 5s}]}",
                "aroma.yaml:1:27: bridge.routes[0].time-to-live: is only for `out`; delete it");
        check("bridge: {routes: [{out: a, time-to-live: 5s}]}");
    }

    @Test
    void onlyOneTopicCanBeGivenAName() {
        check(
                "bridge: {routes: [{out: a/+, as: b}]}",
                "aroma.yaml:1:30: bridge.routes[0].as: would give all topics of a/+ one name; use it with a filter"
                        + " without + and #");
    }

    @Test
    void aLampFollowsAShooterAndNoOtherLightDoes() {
        check(
                """
                simulator:
                  lights:
                    - {name: a, side: local, role: lamp}
                    - {name: b, side: local, role: client1, follows: ASN2A00001}
                """,
                "aroma.yaml:3:30: simulator.lights[0].role: a lamp follows a shooter; add follows: ASN2A00010",
                "aroma.yaml:4:45: simulator.lights[1].follows: is only for role lamp; delete it");
    }

    @Test
    void devicesHaveDifferentNames() {
        check(
                """
                simulator:
                  shooters:
                    - {serial: ASN2A00001, side: cloud}
                    - 5
                    - {serial: ASN2A00001, side: local}
                  lights:
                    - {name: ASN2A00001, side: local, role: client1}
                """,
                "aroma.yaml:4:7: simulator.shooters[1]: is not a section; write its keys as \"key: value\" lines",
                "aroma.yaml:5:8: simulator.shooters[2].serial: ASN2A00001 is taken by a device above; use another name",
                "aroma.yaml:7:8: simulator.lights[0].name: ASN2A00001 is taken by a device above; use another name");
    }
}
