package io.aromabridge.broker.auth.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.auth.acl.AccessRules;
import io.aromabridge.broker.auth.acl.AclFile;
import io.aromabridge.broker.auth.password.PasswordFile;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.time.Timers;
import io.aromabridge.core.topic.TopicName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that changes under a running broker. */
class FileWatchTest {
    /** Tasks wait until they are run by hand. */
    private static final class HandTimers implements Timers {
        private final Queue<Runnable> tasks = new ArrayDeque<>();

        @Override
        public Instant instant() {
            return Instant.EPOCH;
        }

        @Override
        public Scheduled after(Duration delay, Runnable task) {
            tasks.add(task);
            return () -> tasks.remove(task);
        }

        void run() {
            for (int due = tasks.size(); due > 0; due--) {
                tasks.remove().run();
            }
        }
    }

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final HandTimers timers = new HandTimers();
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
        return FileWatch.start(file, AclFile::read, timers, (before, now) -> {
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

        timers.run();
        timers.run();

        assertTrue(allows(watch.current(), "a"));
        assertEquals(List.of(), seen);
    }

    @Test
    void handsOverANewContentOnce() throws Exception {
        FileWatch<AccessRules> watch = watch();
        write("topic b\n");

        for (int i = 0; i < 4; i++) {
            timers.run();
        }

        assertEquals(1, seen.size());
        assertTrue(allows(watch.current(), "b"));
        assertFalse(allows(watch.current(), "a"));
    }

    @Test
    void waitsUntilAWriterIsDone() throws Exception {
        FileWatch<AccessRules> watch = watch();
        write("");
        timers.run();
        write("topic deny a\n");
        timers.run();
        assertTrue(allows(watch.current(), "a"), "still being written");
        write("topic deny a\ntopic b\n");
        timers.run();

        timers.run();

        assertEquals(1, seen.size());
        assertTrue(allows(watch.current(), "b"));
    }

    @Test
    void seesAFileThatIsRenamedOverItWithTheSameTimeAndSize() throws Exception {
        FileWatch<AccessRules> watch = watch();
        Path next = Files.writeString(folder.resolve("next"), "topic b\n");
        Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        timers.run();
        timers.run();

        assertTrue(allows(watch.current(), "b"));
    }

    @Test
    void keepsTheFormerContentWhenTheNewOneIsBroken() throws Exception {
        FileWatch<AccessRules> watch = watch();
        write("topic b\ntopic c#\n");
        timers.run();
        timers.run();
        assertTrue(allows(watch.current(), "a"));
        assertFalse(allows(watch.current(), "b"), "refused as a whole");
        assertEquals(List.of(), seen);

        write("topic c\n");
        timers.run();
        timers.run();

        assertTrue(allows(watch.current(), "c"));
        assertEquals(1, seen.size());
    }

    @Test
    void keepsTheFormerContentWhileTheFileIsGone() throws Exception {
        FileWatch<AccessRules> watch = watch();
        Files.delete(file);
        timers.run();
        timers.run();
        timers.run();
        assertTrue(allows(watch.current(), "a"));

        write("topic b\n");
        timers.run();
        timers.run();

        assertTrue(allows(watch.current(), "b"));
    }

    @Test
    void readsAtOnceWhenAsked() throws Exception {
        FileWatch<AccessRules> watch = watch();

        watch.reload();
        timers.run();

        assertEquals(1, seen.size());
    }

    @Test
    void goesOnWhenTheReceiverFails() throws Exception {
        List<AccessRules> taken = new ArrayList<>();
        FileWatch<AccessRules> watch = FileWatch.start(file, AclFile::read, timers, (before, rules) -> {
            taken.add(rules);
            if (taken.size() == 1) {
                throw new IllegalStateException("on purpose");
            }
            return "taken";
        });
        write("topic b\n");
        timers.run();
        timers.run();
        write("topic c\n");
        timers.run();
        timers.run();

        assertEquals(2, taken.size());
        assertTrue(allows(watch.current(), "c"));
    }

    @Test
    void doesNothingAfterClose() throws Exception {
        FileWatch<AccessRules> watch = watch();
        watch.reload();
        watch.close();
        write("topic b\n");

        timers.run();
        timers.run();
        timers.run();

        assertEquals(List.of(), seen);
        assertEquals(0, timers.tasks.size());
    }

    @Test
    void doesNotStartOnABrokenFile() throws Exception {
        write("topic c#\n");

        assertThrows(AromaException.class, this::watch);
        assertEquals(0, timers.tasks.size());
    }

    @Test
    void watchesAPasswordFileToo() throws Exception {
        Path passwords = Files.writeString(folder.resolve("passwd"), "# nobody\n");

        FileWatch<PasswordFile> watch =
                FileWatch.start(passwords, PasswordFile::read, timers, (before, now) -> now.differenceFrom(before));

        assertEquals(0, watch.current().users().size());
    }
}
