package io.aromabridge.broker.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.session.Change;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.testing.log.LogLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that cannot be read does not keep the broker from starting; one of a newer version does. */
class DamagedFileTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-20T10:15:30Z"));

    @TempDir
    Path folder;

    private final LogLines log = LogLines.of(SessionFiles.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    private Path file() {
        return folder.resolve("sessions.db");
    }

    private List<Change> open() throws Exception {
        List<Change> all = new ArrayList<>();
        try (SessionFiles files = SessionFiles.open(folder, Sync.NEVER, CLOCK)) {
            files.replay(all::add);
        }
        return all;
    }

    private void fill() throws Exception {
        try (SessionFiles files = SessionFiles.open(folder, Sync.NEVER, CLOCK)) {
            var unused = files.keep(new Change.Opened("a"));
            for (int i = 1; i < 500; i++) {
                unused = files.keep(new Change.Queued(
                        "a", i, Message.of("topic/" + i, "x".repeat(i), QoS.AT_LEAST_ONCE), QoS.AT_LEAST_ONCE, false));
            }
            unused.get(10, TimeUnit.SECONDS);
        }
    }

    private void sql(String... lines) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            for (String line : lines) {
                statement.execute(line);
            }
        }
    }

    private void isPutAside() throws Exception {
        assertEquals(List.of(), open());
        Path aside = folder.resolve("sessions.db.damaged-2026-11-20T10-15-30Z");
        assertTrue(Files.exists(aside), "put aside");
        List<String> warnings = log.warnings();
        assertEquals(1, warnings.size(), log.all().toString());
        String text = warnings.get(0);
        assertTrue(text.contains(aside.toString()) && text.contains("retained"), text);
        log.clear();
        assertEquals(List.of(), open());
        assertEquals(List.of(), log.all(), "and that was it");
    }

    @Test
    void aFileOfSomethingElseIsPutAside() throws Exception {
        Files.writeString(file(), "no database, however long this text may be".repeat(100));
        isPutAside();
    }

    @Test
    void anEmptyFileIsANewOne() throws Exception {
        Files.createFile(file());
        assertEquals(List.of(), open());
        assertEquals(List.of(), log.all());
    }

    @Test
    void aFolderInThePlaceOfTheFileIsPutAside() throws Exception {
        Files.createDirectories(file());
        isPutAside();
    }

    @Test
    void aTruncatedFileIsPutAside() throws Exception {
        fill();
        byte[] all = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(all, all.length / 2));
        isPutAside();
    }

    @Test
    void aFileWithValuesThatCannotBeIsPutAside() throws Exception {
        fill();
        sql("UPDATE message SET topic = 'a/#' WHERE number = 7");
        isPutAside();
    }

    @Test
    void aFileWithoutATableIsPutAside() throws Exception {
        fill();
        sql("DROP TABLE retained");
        isPutAside();
    }

    @Test
    void theDatabaseOfSomethingElseIsPutAside() throws Exception {
        sql("CREATE TABLE other (x)");
        isPutAside();
    }

    @Test
    void startsWithWhateverBytesAreInTheFile() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        fill();
        byte[] all = Files.readAllBytes(file());
        for (int i = 0; i < 100; i++) {
            byte[] damaged = all.clone();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                int at = random.nextInt(4) == 0 ? random.nextInt(100) : random.nextInt(damaged.length);
                byte[] junk = new byte[1 + random.nextInt(60)];
                random.nextBytes(junk);
                System.arraycopy(junk, 0, damaged, at, Math.min(junk.length, damaged.length - at));
            }
            Files.write(file(), damaged);
            try {
                open();
            } catch (AromaException newer) {
                assertTrue(newer.toString().contains("format"), newer.getMessage());
            }
            Files.deleteIfExists(folder.resolve("sessions.db-wal"));
        }
    }

    @Test
    void aFileOfANewerVersionIsRefusedAndLeftAlone() throws Exception {
        fill();
        sql("PRAGMA user_version = 2");
        byte[] before = Files.readAllBytes(file());
        AromaException e = assertThrows(AromaException.class, this::open);
        assertEquals(AromaException.Kind.FAILED, e.kind());
        assertTrue(e.toString().contains("has format 2"), e.getMessage());
        assertTrue(Arrays.equals(before, Files.readAllBytes(file())), "unchanged");
    }

    @Test
    void aFileThatAnotherProgramHasOpenIsRefused() throws Exception {
        fill();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            AromaException e = assertThrows(AromaException.class, this::open);
            assertTrue(e.toString().contains("no other program"), e.getMessage());
        }
        assertEquals(500, open().size());
    }
}
