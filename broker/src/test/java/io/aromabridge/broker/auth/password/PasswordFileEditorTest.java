package io.aromabridge.broker.auth.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is set can log in, what is deleted cannot, and nothing else changes. */
class PasswordFileEditorTest {
    private static final String ALICE = "alice:" + Vectors.SHA512;
    private static final String BOB = "bob:" + Vectors.PBKDF2_101;
    private static final byte[] PASSWORD = "geheim".getBytes(UTF_8);

    private final PasswordFileEditor editor = new PasswordFileEditor(new SecureRandom(), 10);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file(String content) throws IOException {
        return Files.write(folder.resolve("passwd"), content.getBytes(ISO_8859_1));
    }

    private static String content(Path file) throws IOException {
        return new String(Files.readAllBytes(file), ISO_8859_1);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    @Test
    void makesTheFileAndItsFolders() throws Exception {
        Path file = folder.resolve("new/deeper/passwd");

        editor.set(file, "Jürgen 日本", PASSWORD);

        assertTrue(PasswordFile.read(file).verify("Jürgen 日本", PASSWORD));
        assertTrue(content(file).endsWith("==\n"), content(file));
    }

    @Test
    void hashesWithTwentyThousandIterationsUnlessToldOtherwise() throws Exception {
        Path file = folder.resolve("passwd");

        new PasswordFileEditor(new SecureRandom()).set(file, "alice", PASSWORD);

        assertTrue(content(file).startsWith("alice:$7$20000$"), content(file));
        assertTrue(PasswordFile.read(file).verify("alice", PASSWORD));
    }

    @Test
    void changesOneLineAndKeepsTheOthersByteForByte() throws Exception {
        String before = "# caf\u00E9 \u0001\r\n\n  " + BOB + " :note  \r\n";
        String after = "\t\n#alice:old\ncarol: " + Vectors.SHA512;
        Path file = file(before + " alice : " + Vectors.SHA512 + ":note\r\n" + after);

        editor.set(file, "alice", PASSWORD);

        String content = content(file);
        assertTrue(content.startsWith(before + "alice:$7$10$"), content);
        assertTrue(content.endsWith("==\r\n" + after), content);
        PasswordFile read = PasswordFile.read(file);
        assertTrue(read.verify("alice", PASSWORD));
        assertFalse(read.verify("alice", "correct horse".getBytes(UTF_8)), "the old password");
        assertTrue(read.verify("carol", "correct horse".getBytes(UTF_8)));
    }

    @Test
    void addsANewUserAtTheEnd() throws Exception {
        Path file = file("# users\n" + ALICE + "\n");

        editor.set(file, "zoe", PASSWORD);

        assertTrue(content(file).startsWith("# users\n" + ALICE + "\nzoe:$7$10$"), content(file));
        assertEquals(
                List.of("alice", "zoe"), List.copyOf(PasswordFile.read(file).users()));
    }

    @Test
    void endsTheLastLineBeforeItAddsOne() throws Exception {
        Path unix = file(ALICE);
        editor.set(unix, "zoe", PASSWORD);
        assertTrue(content(unix).startsWith(ALICE + "\nzoe:"), content(unix));

        Path windows = file(ALICE + "\r\n" + BOB);
        editor.set(windows, "zoe", PASSWORD);
        assertTrue(content(windows).startsWith(ALICE + "\r\n" + BOB + "\r\nzoe:"), content(windows));
        assertTrue(content(windows).endsWith("==\r\n"), content(windows));
    }

    @Test
    void mendsAPlainTextPasswordAndASecondLineOfTheUser() throws Exception {
        Path file = file("alice:plain text\n" + BOB + "\nalice :again\n");

        editor.set(file, "alice", PASSWORD);

        assertEquals(
                List.of("alice", "bob"), List.copyOf(PasswordFile.read(file).users()));
        assertFalse(content(file).contains("again"), content(file));
    }

    @Test
    void deletesOnlyTheUser() throws Exception {
        Path file = file("# alice:\r\n" + ALICE + "\nalice2:" + Vectors.SHA512 + "\n\n" + BOB);

        editor.delete(file, "alice");

        assertEquals("# alice:\r\nalice2:" + Vectors.SHA512 + "\n\n" + BOB, content(file));
    }

    @Test
    void deletesTheLastUser() throws Exception {
        Path file = file(ALICE);

        editor.delete(file, "alice");

        assertEquals(Set.of(), PasswordFile.read(file).users());
    }

    @Test
    void refusesToDeleteWhoIsNotThere() throws Exception {
        Path file = file(ALICE + "\n");

        AromaException problem = assertThrows(AromaException.class, () -> editor.delete(file, "bob"));

        assertEquals("user bob is not in " + file + "; nothing was deleted", problem.getMessage());
        assertEquals(ALICE + "\n", content(file));
    }

    @Test
    void refusesToDeleteFromNoFile() {
        AromaException problem = assertThrows(AromaException.class, () -> editor.delete(folder.resolve("none"), "bob"));

        assertTrue(String.valueOf(problem.getMessage()).contains("does not exist"), problem.getMessage());
    }

    @Test
    void leavesAFileThatItCannotReadAsItIs() throws Exception {
        String wrongFile = "listener: 1883\nusers:\n  - alice\n";
        Path file = file(wrongFile);

        AromaException problem = assertThrows(AromaException.class, () -> editor.set(file, "alice", PASSWORD));

        assertEquals(3, String.valueOf(problem.getMessage()).lines().count(), problem.getMessage());
        assertEquals(wrongFile, content(file));
        assertEquals(List.of("passwd"), names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", ":", "#alice", "a\nb", "a\u007F", "\u0085", " a", "a ", "\uD800"})
    void refusesNamesThatTheFileCannotHold(String user) throws Exception {
        Path file = file(ALICE);

        assertThrows(AromaException.class, () -> editor.set(file, user, PASSWORD));
        assertThrows(AromaException.class, () -> editor.delete(file, user));
        assertEquals(ALICE, content(file));
    }

    @Test
    void takesNamesUpToTheLimitOfMqtt() throws Exception {
        Path file = folder.resolve("passwd");
        String longest = "é".repeat(32_767) + "e";

        editor.set(file, longest, PASSWORD);
        assertThrows(AromaException.class, () -> editor.set(file, longest + "e", PASSWORD));

        assertEquals(Set.of(longest), PasswordFile.read(file).users());
    }

    @Test
    void refusesPasswordsThatAreEmptyOrThatMqttCannotCarry() throws Exception {
        Path file = folder.resolve("passwd");

        assertThrows(AromaException.class, () -> editor.set(file, "alice", new byte[0]));
        assertThrows(AromaException.class, () -> editor.set(file, "alice", new byte[65_536]));
        editor.set(file, "alice", new byte[65_535]);

        assertTrue(PasswordFile.read(file).verify("alice", new byte[65_535]));
    }

    @Test
    void refusesAUselessNumberOfIterations() {
        for (int iterations : List.of(0, 10_000_001)) {
            assertThrows(IllegalArgumentException.class, () -> new PasswordFileEditor(new SecureRandom(), iterations));
        }
    }
}
