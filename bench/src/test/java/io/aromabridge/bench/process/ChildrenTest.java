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
import org.junit.jupiter.api.Test;

/** Child processes answer or are missed, and none is left behind. */
class ChildrenTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private static JavaChild start(Children children) throws AromaException {
        return children.java("the child", ChildTalk.class, List.of("-XX:TieredStopAtLevel=1"));
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
            assertEquals("the child has ended with exit code 3; what it printed is above", e.getMessage());
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
    void foldersGoWithWhatIsInThem() throws AromaException, IOException {
        Path left;
        try (Children children = new Children()) {
            left = children.folder();
            Files.writeString(Files.createDirectories(left.resolve("a/b")).resolve("c"), "text");
        }
        assertFalse(Files.exists(left), left::toString);
    }
}
