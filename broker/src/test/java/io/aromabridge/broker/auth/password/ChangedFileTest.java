package io.aromabridge.broker.auth.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password file before and after a change, and what is weak in it. */
class ChangedFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final PasswordFileEditor editor = new PasswordFileEditor(new SecureRandom());

    private static byte[] bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void tellsHowItDiffersFromTheFormer() throws Exception {
        Path file = folder.resolve("passwd");
        for (String user : List.of("stays", "goes", "changes")) {
            editor.set(file, user, bytes("x"));
        }
        PasswordFile before = PasswordFile.read(file);
        editor.delete(file, "goes");
        editor.set(file, "changes", bytes("y"));
        editor.set(file, "comes", bytes("z"));
        PasswordFile now = PasswordFile.read(file);

        assertEquals("3 users: 1 added, 1 removed, 1 with another password", now.differenceFrom(before));
        assertEquals(
                "3 users: 0 added, 0 removed, 0 with another password",
                PasswordFile.read(file).differenceFrom(now));
        assertEquals(before.entry("stays"), now.entry("stays"));
        assertNotEquals(before.entry("changes"), now.entry("changes"));
        assertEquals(Optional.empty(), now.entry("goes"));
        assertFalse(now.entry("stays").toString().contains("$7$"), "no hash in a log");
    }

    @Test
    void remembersARightLoginAndNothingElse() throws Exception {
        Path file = folder.resolve("passwd");
        editor.set(file, "alice", bytes("right"));
        PasswordFile users = PasswordFile.read(file);
        assertFalse(users.remembers("alice", bytes("right")), "not seen yet");
        assertFalse(users.verify("alice", bytes("wrong")));
        assertFalse(users.remembers("alice", bytes("wrong")));
        assertTrue(users.verify("alice", bytes("right")));
        assertTrue(users.remembers("alice", bytes("right")));
        assertFalse(users.remembers("alice", bytes("wrong")));
        assertFalse(users.remembers("bob", bytes("right")));
        assertFalse(
                PasswordFile.read(file).remembers("alice", bytes("right")), "a file that is read again knows nobody");
    }

    @Test
    void namesTheUsersWithWeakHashes() throws Exception {
        Path file = Files.writeString(
                folder.resolve("passwd"), "old:" + Vectors.SHA512 + "\nquick:" + Vectors.PBKDF2_101 + "\n");
        editor.set(file, "new", bytes("x"));
        assertEquals(
                "{old=$6$, one round of SHA-512, quick=$7$ with 101 iterations}",
                PasswordFile.read(file).weakHashes().toString());
        editor.set(file, "old", bytes("x"));
        assertEquals(
                List.of("quick"),
                List.copyOf(PasswordFile.read(file).weakHashes().keySet()));
    }
}
