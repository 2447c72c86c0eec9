package io.aromabridge.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bench.local.Row;
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
        assertEquals(new Arguments(false, 3, 300_000, Row.ALL, Optional.empty(), false), parse("local"));
    }

    @Test
    void optionsAreTakenAndRowsKeepTheTablesOrder() throws UsageException {
        Path file = folder.resolve("runs.json");
        Arguments arguments = parse("local --only qos1-paced --runs 5 --messages 2000 --only qos0-1"
                + " --without-mosquitto --json " + file);
        assertEquals(
                List.of("qos0-1", "qos1-paced"),
                arguments.rows().stream().map(Row::name).toList());
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
        Row.ALL.forEach(row -> assertTrue(Arguments.HELP.contains(row.name()), row.name()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "queue | 'queue' is no benchmark; there is: local",
                "local --fast | '--fast' is no option; --help tells which there are",
                "local --runs | --runs needs a value; --help tells which",
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
