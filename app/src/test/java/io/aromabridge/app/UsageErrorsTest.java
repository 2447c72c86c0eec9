package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong command lines (exit code 2), and the help that mends them. */
class UsageErrorsTest {
    /** Command lines, each with the lines that answer it. */
    static Stream<List<String>> wrongLines() {
        return Stream.of(
                List.of("dem", "aroma: there is no command 'dem'; did you mean 'demo'?", "Try 'aroma --help'."),
                List.of(
                        "xyzzy",
                        "aroma: there is no command 'xyzzy'; there are demo, broker, cloud, product, bridge, simulate,"
                                + " diffuse, watch, record, replay, certs, passwd, config, explain, completion",
                        "Try 'aroma --help'."),
                List.of(
                        "cloud thing ad",
                        "aroma cloud thing: there is no command 'ad'; did you mean 'add'?",
                        "Try 'aroma cloud thing --help'."),
                List.of(
                        "certs",
                        "aroma certs: a subcommand is missing; there are init, device, show, check",
                        "Try 'aroma certs --help'."),
                List.of(
                        "certs check a b",
                        "aroma certs check: Unmatched argument at index 3: 'b'",
                        "Try 'aroma certs check --help'."),
                List.of(
                        "diffuse ASN2A00002 --chanel 3",
                        "aroma diffuse: Unknown option: '--chanel'",
                        "Possible solutions: --channel",
                        "Try 'aroma diffuse --help'."),
                List.of(
                        "demo --ports auto --port-base 5",
                        "aroma demo: --ports=auto, --port-base=N are mutually exclusive (specify only one)",
                        "Try 'aroma demo --help'."),
                List.of(
                        "demo --for soon",
                        "aroma demo: Invalid value for option '--for': soon is not a duration; use a number and ms, s, m"
                                + " or h, such as 10s",
                        "Try 'aroma demo --help'."),
                List.of(
                        "diffuse",
                        "aroma diffuse: Missing required parameter: 'SERIAL', or --list FILE",
                        "Try 'aroma diffuse --help'."));
    }

    @ParameterizedTest
    @MethodSource("wrongLines")
    void saysWhatIsWrongAndWhereToLook(List<String> lineAndAnswer) {
        AromaRun run =
                AromaRun.here(lineAndAnswer.get(0).split(" ", -1)).exits(2).says();
        assertEquals(lineAndAnswer.subList(1, lineAndAnswer.size()), run.err(), run::toString);
        assertEquals(List.of(), run.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ASN2A0002: serial number \"ASN2A0002\": expected AS and 8 more letters or digits, such as ASN2A00002",
                "ASN2A00002 --channel 7: channel 7: expected a whole number, 1 to 6",
                "ASN2A00002 --channel 0: channel 0: expected a whole number, 1 to 6",
                "ASN2A00002 --intensity 101: intensity 101: expected a whole number of percent, 0 to 100",
                "ASN2A00002 --duration 10001: duration 10001: expected a whole number of milliseconds, 0 to 10000",
                "ASN2A00002 --duration -1: duration -1: expected a whole number of milliseconds, 0 to 10000"
            })
    void diffuseTakesOnlyWhatAShooterTakes(String argumentsAndAnswer) {
        String[] parts = argumentsAndAnswer.split(": ", 2);
        AromaRun run =
                AromaRun.here(("diffuse " + parts[0]).split(" ", -1)).exits(2).says();
        assertEquals(List.of("aroma diffuse: " + parts[1], "Try 'aroma diffuse --help'."), run.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "broker",
                "cloud",
                "cloud thing",
                "cloud thing add",
                "cloud thing list",
                "bridge",
                "simulate",
                "diffuse",
                "watch",
                "record",
                "replay",
                "certs",
                "certs init",
                "certs device",
                "certs show",
                "certs check",
                "passwd",
                "config",
                "config check",
                "config print",
                "config schema",
                "explain",
                "completion"
            })
    void helpOfEveryCommandIsPrinted(String command) {
        AromaRun run =
                AromaRun.here((command + " --help").strip().split(" ", -1)).exits(0);
        assertTrue(run.out().get(0).startsWith(("Usage: aroma " + command).strip() + " "), run::toString);
        assertEquals(List.of(), run.err());
    }

    @Test
    void aLineWithoutCommandIsAnsweredWithTheHelp() {
        AromaRun run = AromaRun.here().exits(2);
        assertTrue(run.err().get(0).startsWith("Usage: aroma "), run::toString);
        assertEquals(List.of(), run.out());
    }
}
