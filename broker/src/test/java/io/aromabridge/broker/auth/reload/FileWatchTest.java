package io.aromabridge.broker.auth.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.auth.acl.AccessRules;
import io.aromabridge.broker.auth.acl.AclFile;
import io.aromabridge.broker.auth.password.PasswordFile;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.testing.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that changes under a running broker. */
class FileWatchTest {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final ManualClock clock = new ManualClock();
    private final List<AccessRules> seen = new ArrayList<>();
    private long writes;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void writeTheFirst() throws IOException {
        file = folder.resolve("acl");
        write("topic a\n");
    }

    /** Each time with its own time, whatever the file system's clock ticks. */
    private void write(String content) throws IOException {
        Files.writeString(file, content);
        writes++;
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(writes)));
    }

    private FileWatch<AccessRules> watch() throws AromaException {
        return FileWatch.start(file, AclFile::read, clock, (before, now) -> {
            seen.add(now);
            return now.summary();
        });
    }

    private static boolean allows(AccessRules rules, String topic) {
        return rules.mayPublish(Optional.empty(), "c1", TopicName.of(topic)).allowed();
    }

    @Test
    void readsTheFileAtOnceAndThenOnlyWhenItChanges() throws Exception {
        FileWatch<AccessRules> watch = watch();

        clock.advance(PERIOD);
        clock.advance(PERIOD);

        assertTrue(allows(watch.current(), "a"));
        assertEquals(List.of(), seen);
    }

    @Test
    void handsOverANewContentOnce() throws Exception {
        FileWatch<AccessRules> watch = watch();
        write("topic b\n");

        for (int i = 0; i < 4; i++) {
            clock.advance(PERIOD);
        }

        assertEquals(1, seen.size());
        assertTrue(allows(watch.current(), "b"));
        assertFalse(allows(watch.current(), "a"));
    }

    @Test
    void waitsUntilAWriterIsDone() throws Exception {
        FileWatch<AccessRules> watch = watch();
        write("");
        clock.advance(PERIOD);
        write("topic deny a\n");
        clock.advance(PERIOD);
        assertTrue(allows(watch.current(), "a"), "still being written");
        write("topic deny a\ntopic b\n");
        clock.advance(PERIOD);

        clock.advance(PERIOD);

        assertEquals(1, seen.size());
        assertTrue(allows(watch.current(), "b"));
    }

    @Test
    void seesAFileThatIsRenamedOverItWithTheSameTimeAndSize() throws Exception {
        FileWatch<AccessRules> watch = watch();
        Path next = Files.writeString(folder.resolve("next"), "topic b\n");
        Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        clock.advance(PERIOD);
        clock.advance(PERIOD);

        assertTrue(allows(watch.current(), "b"));
    }

    @Test
    void keepsTheFormerContentWhenTheNewOneIsBroken() throws Exception {
        FileWatch<AccessRules> watch = watch();
        write("topic b\ntopic c#\n");
        clock.advance(PERIOD);
        clock.advance(PERIOD);
        assertTrue(allows(watch.current(), "a"));
        assertFalse(allows(watch.current(), "b"), "refused as a whole");
        assertEquals(List.of(), seen);

        write("topic c\n");
        clock.advance(PERIOD);
        clock.advance(PERIOD);

        assertTrue(allows(watch.current(), "c"));
        assertEquals(1, seen.size());
    }

    @Test
    void keepsTheFormerContentWhileTheFileIsGone() throws Exception {
        FileWatch<AccessRules> watch = watch();
        Files.delete(file);
        clock.advance(PERIOD);
        clock.advance(PERIOD);
        clock.advance(PERIOD);
        assertTrue(allows(watch.current(), "a"));

        write("topic b\n");
        clock.advance(PERIOD);
        clock.advance(PERIOD);

        assertTrue(allows(watch.current(), "b"));
    }

    @Test
    void readsAtOnceWhenAsked() throws Exception {
        FileWatch<AccessRules> watch = watch();

        watch.reload();
        clock.advance(PERIOD);

        assertEquals(1, seen.size());
    }

    @Test
    void goesOnWhenTheReceiverFails() throws Exception {
        List<AccessRules> taken = new ArrayList<>();
        FileWatch<AccessRules> watch = FileWatch.start(file, AclFile::read, clock, (before, rules) -> {
            taken.add(rules);
            if (taken.size() == 1) {
                throw new IllegalStateException("on purpose");
            }
            return "taken";
        });
        write("topic b\n");
        clock.advance(PERIOD);
        clock.advance(PERIOD);
        write("topic c\n");
        clock.advance(PERIOD);
        clock.advance(PERIOD);

        assertEquals(2, taken.size());
        assertTrue(allows(watch.current(), "c"));
    }

    @Test
    void doesNothingAfterClose() throws Exception {
        FileWatch<AccessRules> watch = watch();
        watch.reload();
        watch.close();
        write("topic b\n");

        clock.advance(PERIOD);
        clock.advance(PERIOD);
        clock.advance(PERIOD);

        assertEquals(List.of(), seen);
    }

    @Test
    void doesNotStartOnABrokenFile() throws Exception {
        write("topic c#\n");

        assertThrows(AromaException.class, this::watch);
        write("topic b\n");
        clock.advance(PERIOD.multipliedBy(3));
        assertEquals(List.of(), seen);
    }

    @Test
    void watchesAPasswordFileToo() throws Exception {
        Path passwords = Files.writeString(folder.resolve("passwd"), "# nobody\n");

        FileWatch<PasswordFile> watch =
                FileWatch.start(passwords, PasswordFile::read, clock, (before, now) -> now.differenceFrom(before));

        assertEquals(0, watch.current().users().size());
    }
}
