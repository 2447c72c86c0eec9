package io.aromabridge.testing.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AllowedApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildProcessTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder = Path.of("");

    /** Prints back what it reads. */
    static final class Echo {
        private Echo() {}

        @AllowedApi("the test reads what this program prints")
        public static void main(String[] arguments) throws IOException {
            System.out.println("ready " + String.join(" ", arguments) + " " + System.getenv("GREETING"));
            System.err.println("to its errors");
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(line);
            }
        }
    }

    private static ChildCommand echo() {
        return ChildCommand.java(Echo.class, "a", "b").with("GREETING", "hello");
    }

    @Test
    void isSpokenToInLines() throws Exception {
        try (ChildProcess child = echo().start("echo")) {
            assertEquals("ready a b hello", child.out().await("^ready"));
            assertEquals(Optional.of("ready a b hello"), child.out().next(LIMIT));
            child.say("one");
            assertEquals(Optional.of("one"), child.out().next(LIMIT));
            child.input("two\nthree\n");
            assertEquals(0, child.awaitExit(LIMIT));
            assertEquals(
                    List.of("ready a b hello", "one", "two", "three"),
                    child.out().awaitEnd());
            assertEquals(List.of("to its errors"), child.err().awaitEnd());
            assertThrows(AssertionError.class, child::kill, "it has ended by itself");
        }
    }

    @Test
    void isKilledAndLeavesAllThatItPrinted() throws Exception {
        Path copy = folder.resolve("copy.txt");
        ChildProcess child = echo().merged().copiedTo(copy).in(folder).start("echo");
        try (child) {
            child.out().await("to its errors");
            child.kill();
            assertFalse(child.isAlive());
        }
        assertTrue(child.out().hasEnded());
        assertEquals(child.out().from(0), Files.readAllLines(copy));
    }

    @Test
    void mosquittoAcceptsClientsOnceItHasStarted() throws Exception {
        Path unused = Programs.require("mosquitto");
        try (Mosquitto broker =
                Mosquitto.in(folder).withTls(List.of("max_connections 5")).start()) {
            assertTrue(broker.process().isAlive() && broker.port() != broker.tlsPort());
            broker.kill();
        }
        IOException e = assertThrows(
                IOException.class,
                () -> Mosquitto.in(folder).with("no_such_setting 1").start());
        assertTrue(String.valueOf(e.getMessage()).contains("no_such_setting"), e::toString);
    }

    @Test
    void portsInARowAreFree() throws Exception {
        assertTrue(FreePorts.base(5) >= 20_000);
        assertTrue(FreePorts.one() > 0);
    }

    @Test
    void aFileIsFollowedLineByLine() throws Exception {
        Path file = folder.resolve("log.txt");
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        try (FileTail tail = FileTail.of(file, seen::add)) {
            Files.writeString(file, "one\ntw");
            assertEquals("one", tail.lines().await("o"));
            Files.writeString(file, "o\n", StandardOpenOption.APPEND);
            assertEquals("two", tail.lines().await("tw"));
        }
        assertEquals(List.of("one", "two"), seen);
    }
}
