package io.aromabridge.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Child processes answer or are missed, and none is left behind. */
class ChildrenTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private static JavaChild start(Children children) throws AromaException {
        return JavaChild.start("the child", ChildTalk.class, List.of("-XX:TieredStopAtLevel=1"), List.of(), children);
    }

    @Test
    void aChildAnswersAndIsGoneAfterwards() throws AromaException, InterruptedException {
        JavaChild child;
        try (Children children = new Children()) {
            child = start(children);
            assertEquals("you said ja – é", child.ask("ja – é", LONG));
            assertTrue(Cost.of(child.handle()).cpuNanos() >= 0);
        }
        assertFalse(child.handle().isAlive());
    }

    @Test
    void aChildThatEndsIsMissed() throws AromaException, InterruptedException {
        try (Children children = new Children();
                JavaChild child = start(children)) {
            AromaException e = assertThrows(AromaException.class, () -> child.ask("end", LONG));
            assertEquals("the child has ended with exit code 3; what it said is above", e.getMessage());
            assertThrows(AromaException.class, () -> child.ask("still there?", Duration.ofSeconds(1)));
        }
    }

    @Test
    void aSilentChildIsNotWaitedForWithoutEnd() throws AromaException {
        try (Children children = new Children();
                JavaChild child = start(children)) {
            AromaException e = assertThrows(AromaException.class, () -> child.ask("silence", Duration.ofMillis(100)));
            assertEquals(AromaException.Kind.TIMED_OUT, e.kind());
        }
    }

    @Test
    void noneIsStartedOnceItIsClosed() {
        Children children = new Children();
        children.close();
        assertThrows(AromaException.class, () -> start(children));
        children.close();
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        try (Children children = new Children()) {
            Path program = folder.resolve("nothing");
            Path file = folder.resolve("mosquitto.conf");
            AromaException e = assertThrows(
                    AromaException.class, () -> Mosquitto.start(program, file, List.of(), List.of(), children));
            assertTrue(String.valueOf(e.getMessage()).contains(program.toString()), e::getMessage);
        }
    }

    @Test
    void foldersGoWithWhatIsInThem() throws AromaException, IOException {
        Path left;
        try (Children children = new Children()) {
            left = children.folder();
            Files.writeString(Files.createDirectories(left.resolve("a/b")).resolve("c"), "text");
        }
        assertFalse(Files.exists(left), left::toString);
    }

    @Test
    void mosquittoIsFoundInTheFoldersOfThePathOnly() {
        assertEquals(Optional.empty(), Mosquitto.find(List.of(folder)));
        List<Path> folders = Mosquitto.folders("/a" + java.io.File.pathSeparator + "/b");
        assertEquals(List.of(Path.of("/a"), Path.of("/b")), folders.subList(0, 2));
        assertTrue(folders.contains(Path.of("/usr/sbin")), folders::toString);
    }
}
