package io.aromabridge.bridge.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import io.aromabridge.testing.log.LogLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list may change while it is in use. */
class ListReloadTest {
    @TempDir
    Path folder = Path.of("");

    private Lists lists = new Lists(folder);
    private Path file = Path.of("");

    @BeforeEach
    void writeList() {
        lists = new Lists(folder);
        file = lists.write("spectators.txt", "ASN2A00001", "ASN2A00002");
    }

    private FanOut open() throws AromaException {
        return FanOut.open(FanOutSettings.of(FanOutTest.TOPIC, file));
    }

    /** Once to see a change, and once to see that it is over. */
    private static void look(FanOut fanOut) {
        fanOut.checkLists();
        fanOut.checkLists();
    }

    @Test
    void takesWhatChangedOnceItIsWritten() throws Exception {
        FanOut fanOut = open();
        lists.write("spectators.txt", "ASN2A00003");
        fanOut.checkLists();
        assertEquals(Set.of("ASN2A00001", "ASN2A00002"), fanOut.topics().keySet(), "it may be being written");
        lists.write("spectators.txt", "ASN2A00003", "ASN2A00004");
        fanOut.checkLists();
        assertEquals(Set.of("ASN2A00001", "ASN2A00002"), fanOut.topics().keySet(), "it was being written");
        fanOut.checkLists();
        assertEquals(Set.of("ASN2A00003", "ASN2A00004"), fanOut.topics().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nobody", "ASN2A00003\nASN2A0004"})
    void staysWithTheOldListWhileTheNewOneIsBrokenAndSaysSoOnce(String text) throws Exception {
        try (LogLines lines = LogLines.of("io.aromabridge.bridge")) {
            FanOut fanOut = open();
            lists.write("spectators.txt", text);
            look(fanOut);
            look(fanOut);
            assertEquals(Set.of("ASN2A00001", "ASN2A00002"), fanOut.topics().keySet());
            assertEquals(1, lines.warnings().size(), lines.warnings().toString());
            lists.write("spectators.txt", "ASN2A00005");
            look(fanOut);
            assertEquals(Set.of("ASN2A00005"), fanOut.topics().keySet());
            lines.await("INFO fan-out: " + file + " was read anew: 1 device");
        }
    }

    @Test
    void namesTheLineThatIsWrong() throws Exception {
        try (LogLines lines = LogLines.of("io.aromabridge.bridge")) {
            FanOut fanOut = open();
            lists.write("spectators.txt", "ASN2A00003", "", "Bob's");
            look(fanOut);
            assertEquals(
                    List.of("fan-out: " + file
                            + ":3: serial number \"Bob's\": expected AS and 8 more letters or digits,"
                            + " such as ASN2A00002. The previous list stays in force: 2 devices"),
                    lines.warnings());
        }
    }

    @Test
    void staysWithTheOldListWhileTheFileIsAway() throws Exception {
        try (LogLines lines = LogLines.of("io.aromabridge.bridge")) {
            FanOut fanOut = open();
            Files.delete(file);
            look(fanOut);
            look(fanOut);
            assertEquals(Set.of("ASN2A00001", "ASN2A00002"), fanOut.topics().keySet());
            assertEquals(1, lines.warnings().size(), lines.warnings().toString());
        }
    }

    @Test
    void doesNotStartWithABrokenList() {
        lists.write("spectators.txt", "ASN2A00001", "?");
        AromaException e = assertThrows(AromaException.class, this::open);
        assertEquals(AromaException.Kind.CONFIGURATION, e.kind());
        assertTrue(String.valueOf(e.getMessage()).startsWith(file + ":2: "), e.getMessage());
    }

    @Test
    void isWatchedUntilTheWatchIsClosed() throws Exception {
        try (LogLines lines = LogLines.of("io.aromabridge.bridge")) {
            FanOut fanOut = open();
            try (ListWatch watch = ListWatch.start("lists", List.of(fanOut))) {
                lines.await("INFO fan-out " + FanOutTest.TOPIC + " to aromajoin/aromashooter/{device}/command/diffuse,"
                        + " final: " + file + " (2 devices)");
                lists.write("spectators.txt", "ASN2A00003");
                lines.await("INFO fan-out: " + file + " was read anew: 1 device");
                assertEquals(Set.of("ASN2A00003"), fanOut.topics().keySet());
            }
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("lists")) {
                    thread.join(10_000);
                    assertTrue(!thread.isAlive(), "the thread has ended");
                }
            }
        }
    }
}
