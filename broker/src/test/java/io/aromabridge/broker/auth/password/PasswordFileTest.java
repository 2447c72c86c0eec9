package io.aromabridge.broker.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A good file, in every shape that mosquitto takes. */
class PasswordFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private PasswordFile read(String content) throws IOException, AromaException {
        return PasswordFile.read(Files.writeString(folder.resolve("passwd"), content));
    }

    private static boolean login(PasswordFile file, String user, String password) {
        return file.verify(user, password.getBytes(UTF_8));
    }

    @Test
    void readsEveryFormSideBySide() throws Exception {
        PasswordFile file =
                read("old:" + Vectors.SHA512 + "\nnow:" + Vectors.PBKDF2_101 + "\nnext:" + Vectors.ARGON2_SMALL + "\n");

        for (String user : List.of("old", "now", "next")) {
            assertTrue(login(file, user, "correct horse"), user);
            assertFalse(login(file, user, "wrong horse"), user);
            assertFalse(login(file, user, ""), user + " without a password");
        }
        assertEquals(List.of("old", "now", "next"), List.copyOf(file.users()));
    }

    @Test
    void skipsCommentsAndBlankLines() throws Exception {
        PasswordFile file = read("# who may log in\n#alice:x\n\n   \t\n\r\nalice:" + Vectors.SHA512 + "\n#");

        assertEquals(Set.of("alice"), file.users());
    }

    @Test
    void takesWindowsLineEndsAndSpacesAroundNameAndHash() throws Exception {
        PasswordFile file = read(" alice \t:  " + Vectors.SHA512 + " \r\nbob:" + Vectors.PBKDF2_101 + "\r\n");

        assertTrue(login(file, "alice", "correct horse"));
        assertTrue(login(file, "bob", "correct horse"));
    }

    @Test
    void ignoresFurtherFields() throws Exception {
        PasswordFile file = read("alice:" + Vectors.SHA512 + ":since 2020:and more");

        assertTrue(login(file, "alice", "correct horse"));
    }

    @Test
    void takesNamesWithSpacesInsideAndBeyondAscii() throws Exception {
        PasswordFile file = read("Jürgen 日本 $7$:" + Vectors.SHA512 + "\n");

        assertTrue(login(file, "Jürgen 日本 $7$", "correct horse"));
        assertFalse(login(file, "jürgen 日本 $7$", "correct horse"), "names are case-sensitive");
    }

    @Test
    void letsNobodyInWithAnEmptyFile() throws Exception {
        PasswordFile file = read("");

        assertEquals(Set.of(), file.users());
        assertFalse(login(file, "", ""));
        assertFalse(login(file, "alice", "correct horse"));
    }

    @Test
    void staysAsItWasReadWhenTheFileChanges() throws Exception {
        PasswordFile file = read("alice:" + Vectors.SHA512 + "\n");
        Files.writeString(folder.resolve("passwd"), "");

        assertTrue(login(file, "alice", "correct horse"));
    }

    @Test
    void keepsItsUsersToItself() throws Exception {
        Set<String> users = read("alice:" + Vectors.SHA512 + "\n").users();

        assertThrows(UnsupportedOperationException.class, () -> users.remove("alice"));
    }
}
