package io.aromabridge.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.app.config.SimulatorSection.Count;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of examiners, students and thermometers. */
class DeviceRulesTest {
    @TempDir
    Path folder = Path.of("");

    private void check(String yaml, String... lines) {
        assertEquals(List.of(lines), Load.problems(folder, "simulator:\n" + yaml, Map.of()));
    }

    @Test
    void everythingButNameAndSideHasADefault() throws Exception {
        SimulatorSection section = Load.yaml(
                        folder, "simulator: {examiners: [{name: e, side: local, commands: {GO: Now, STOP: Then}}]}")
                .simulator();
        SimulatorSection.Examiner examiner = section.examiners().get(0);
        assertEquals(Map.of("GO", "Now", "STOP", "Then"), examiner.commands());
        assertEquals(new Count(3, 7), examiner.count());
        assertEquals(Duration.ofMillis(3050), examiner.delay());
        assertEquals(2, examiner.qos());
        assertEquals("thermometer", section.thermometers().get(0).name());
        assertEquals(List.of(), section.students());
    }

    @Test
    void theNumberOfCommandsIsARange() {
        check("  examiners: [{name: e, side: local, count: 1-100}]");
        check("  examiners: [{name: e, side: local, count: 5-5}]");
        check(
                "  examiners: [{name: e, side: local, count: 7-3}]",
                "aroma.yaml:2:38: simulator.examiners[0].count: must be two numbers from 1 to 100, the smaller first; use"
                        + " 3-7");
        check(
                "  examiners: [{name: e, side: local, count: some}]",
                "aroma.yaml:2:38: simulator.examiners[0].count: some is not a range; use two numbers from 1 to 100, such"
                        + " as 3-7");
    }

    @Test
    void anExamMayNotEndBeforeItsLastCommand() {
        check("  examiners: [{name: e, side: local, count: 1-3, expiry: 3451ms}]");
        check(
                "  examiners: [{name: e, side: local, count: 1-3, expiry: 3450ms}]",
                "aroma.yaml:2:50: simulator.examiners[0].expiry: is over before the last command, which may come after"
                        + " 3450ms; use more than that");
    }

    @Test
    void aCommandIsALevelOfATopicAndNotUuid() {
        for (String command : List.of("UUID", "a/b", "+", "$SYS")) {
            check(
                    "  examiners: [{name: e, side: local, commands: {" + command + ": Apple}}]",
                    "aroma.yaml:2:49: simulator.examiners[0].commands." + command + ": " + command
                            + " is not a command; use up to 100 characters without /, + and #, and not UUID");
        }
    }

    @Test
    void theCloudHasNoQoS2() {
        check("  thermometers: [{name: t, role: subscriber, side: local, qos: 2}]");
        check(
                "  thermometers: [{name: t, role: subscriber, side: cloud, qos: 2}]",
                "aroma.yaml:2:59: simulator.thermometers[0].qos: AWS IoT has no QoS 2; write qos: 1");
        check(
                "  examiners: [{name: e, side: cloud}]",
                "aroma.yaml:2:25: simulator.examiners[0].side: AWS IoT has no QoS 2; write qos: 1");
    }

    @Test
    void allDevicesHaveDifferentNames() {
        check(
                "  students: [{name: lamp, side: local, user: a}, {name: thermometer, side: local, user: a}]",
                "aroma.yaml:2:15: simulator.students[0].name: lamp is taken by a device above; use another name",
                "default: simulator.thermometers[0]: thermometer is taken by a device above; use another name");
    }

    @Test
    void aStudentsIdIsText() {
        check(
                "  students: [{name: s, side: local, user: 12345}]",
                "aroma.yaml:2:37: simulator.students[0].user: 12345 is a number, not text; write \"12345\"");
    }
}
