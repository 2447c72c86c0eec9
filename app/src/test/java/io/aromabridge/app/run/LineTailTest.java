package io.aromabridge.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that are added to a file. */
class LineTailTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("log");
    }

    private void add(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void readsOnlyWhatIsAddedLater() throws IOException {
        add("old\n");
        LineTail tail = LineTail.fromEnd(file);
        assertEquals(List.of(), tail.read());
        add("ä\n\nc\n");
        assertEquals(List.of("ä", "", "c"), tail.read());
        assertEquals(List.of(), tail.read());
    }

    @Test
    void waitsForTheEndOfALine() throws IOException {
        add("");
        LineTail tail = LineTail.fromEnd(file);
        add("a\nhal");
        assertEquals(List.of("a"), tail.read());
        assertEquals(List.of(), tail.read());
        add("f\n");
        assertEquals(List.of("half"), tail.read());
    }

    @Test
    void readsAFileThatAppearsLaterFromItsBeginning() throws IOException {
        LineTail tail = LineTail.fromEnd(file);
        assertEquals(List.of(), tail.read());
        add("a\n");
        assertEquals(List.of("a"), tail.read());
    }

    @Test
    void readsAFileThatIsBegunAnewFromItsBeginning() throws IOException {
        add("a long line\n");
        LineTail tail = LineTail.fromEnd(file);
        Files.writeString(file, "b\n");
        assertEquals(List.of("b"), tail.read());
        Files.delete(file);
        assertEquals(List.of(), tail.read());
        add("c\n");
        assertEquals(List.of("c"), tail.read());
    }

    @Test
    void getsPastALineThatIsTooLong() throws IOException {
        LineTail tail = LineTail.fromEnd(file);
        add("x".repeat((1 << 20) + 3) + "\nnext\n");
        assertEquals(List.of(), tail.read());
        assertEquals(List.of("xxx", "next"), tail.read());
    }
}
