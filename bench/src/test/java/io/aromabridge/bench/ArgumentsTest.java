package io.aromabridge.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bench.bridge.RemoteKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line, and what is said of a wrong one. */
class ArgumentsTest {
    @TempDir
    Path folder;

    private static Arguments parse(String line) throws UsageException {
        return Arguments.parse(line.isEmpty() ? List.of() : List.of(line.split(" ", -1)));
    }

    @Test
    void defaultsMeasureEverything() throws UsageException {
        assertEquals(
                new Arguments(
                        Benchmark.LOCAL,
                        false,
                        3,
                        300_000,
                        Benchmark.LOCAL.rows(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        RemoteKind.STAND_IN),
                parse("local"));
        assertEquals(RemoteKind.MOSQUITTO, parse("bridge --remote mosquitto").remote());
        assertEquals(List.of("qos1", "qos0", "qos1-paced"), parse("bridge").rows());
        assertEquals(10_000, parse("memory").messages());
        assertTrue(parse("queue").wants("always-100"));
    }

    @Test
    void optionsAreTakenAndRowsKeepTheTablesOrder() throws UsageException {
        Path file = folder.resolve("runs.json");
        Arguments arguments = parse("local --only qos1-paced --runs 5 --messages 2000 --only qos0-1"
                + " --without-mosquitto --json " + file);
        assertEquals(List.of("qos0-1", "qos1-paced"), arguments.rows());
        assertEquals(5, arguments.runs());
        assertEquals(2000, arguments.messages());
        assertEquals(Optional.of(file), arguments.json());
        assertTrue(arguments.withoutMosquitto());
    }

    @Test
    void helpIsWhatNothingMeans() throws UsageException {
        assertTrue(parse("").help());
        assertTrue(parse("--help").help());
        assertTrue(parse("local --help").help());
        for (Benchmark each : Benchmark.values()) {
            assertTrue(Arguments.HELP.contains("  " + each.word() + " "), each.word());
            each.rows().forEach(row -> assertTrue(Arguments.HELP.contains(row), row));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "speed | 'speed' is no benchmark; there are: local, bridge, memory, queue, fanout",
                "queue --sessions always | --sessions: only local measures them",
                "local --sessions often | --sessions often: it must be never or always",
                "queue --without-mosquitto | --without-mosquitto: only local can do without",
                "queue --only qos1-1 | --only qos1-1: there is no such row; there are never-1, never-100, never-1000,"
                        + " interval-1, interval-100, interval-1000, always-1, always-100, always-1000",
                "local --remote mosquitto | --remote: only bridge has one",
                "bridge --remote cloud | --remote cloud: it must be stand-in or mosquitto",
                "local --fast | '--fast' is no option; see --help",
                "local --runs | --runs needs a value; see --help",
                "local --runs 0 | --runs 0: it must be 1 to 20",
                "local --runs 21 | --runs 21: it must be 1 to 20",
                "local --messages many | --messages many: it must be a whole number from 1000 to 10000000",
                "local --messages 999 | --messages 999: it must be 1000 to 10000000",
                "local --json /nowhere/a.json | --json /nowhere/a.json: it must be a file in a folder that exists",
                "local --json / | --json /: it must be a file in a folder that exists",
            })
    void whatIsWrongIsSaidInALine(String line, String message) {
        assertEquals(
                message, assertThrows(UsageException.class, () -> parse(line)).getMessage());
    }

    @Test
    void anUnknownRowIsAnsweredWithThoseThereAre() {
        String message = assertThrows(UsageException.class, () -> parse("local --only qos2"))
                .getMessage();
        assertEquals(
                "--only qos2: there is no such row; there are qos0-1, qos0-10, qos1-1, qos1-10, qos1-10-deep, qos1-paced",
                message);
    }
}
