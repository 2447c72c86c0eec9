package io.aromabridge.broker.auth.acl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From disk to rules. */
class AclFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file(String content, Charset charset) throws IOException {
        return Files.write(folder.resolve("acl"), content.getBytes(charset));
    }

    private Rules read(String content, Charset charset) throws Exception {
        return new Rules(AclFile.read(file(content, charset)), "", "c1");
    }

    private static String refuses(Path file) {
        AromaException problem = assertThrows(AromaException.class, () -> AclFile.read(file));
        assertEquals(AromaException.Kind.CONFIGURATION, problem.kind());
        return String.valueOf(problem.getMessage());
    }

    @Test
    void readsLinesOfUnixAndOfWindows() throws Exception {
        Rules rules = read("# lights\r\ntopic read lights/#\r\n\r\nuser J\u00fcrgen\ntopic \u9999/+", UTF_8);

        rules.reads("lights/1", 2);
        rules.as("J\u00fcrgen").allows("\u9999/1", 5);
    }

    @Test
    void readsALastLineWithoutEndOfAnyLength() throws Exception {
        for (int length = 250; length < 260; length++) {
            String topic = "x".repeat(length - "topic ".length());
            read("topic a\ntopic " + topic, UTF_8).allows(topic, 2);
        }
    }

    @Test
    void deniesEverythingWhenTheFileIsEmpty() throws Exception {
        read("", UTF_8).denies("a").as("alice").denies("a");
    }

    @Test
    void namesFileLineAndColumnOfEachMistake() throws Exception {
        Path file = file("topic a\ntopic a/b#\n\nuser\n", UTF_8);

        assertEquals(
                file + ":2:10: topic filter \"a/b#\": '#' must fill a whole level (index 3)\n" + file
                        + ":4:5: no name follows user; write user NAME",
                refuses(file));
    }

    @Test
    void takesAnyBytesInACommentButOnlyUtf8InARule() throws Exception {
        read("# J\u00fcrgen\ntopic a", ISO_8859_1).allows("a", 2);

        Path file = file("topic a\nuser J\u00fcrgen\n", ISO_8859_1);
        assertEquals(file + ":2:1: not UTF-8; save the file as UTF-8", refuses(file));
    }

    @Test
    void saysThatAByteOrderMarkIsInTheWay() throws Exception {
        Path file = file("\uFEFFtopic a\n", UTF_8);

        assertEquals(
                file + ":1:1: the file begins with a byte order mark; save it as UTF-8 without one", refuses(file));
    }

    @Test
    void saysThatTheFileIsMissing() {
        Path file = folder.resolve("none");

        assertEquals("ACL file " + file + " does not exist; write one, or leave the setting out", refuses(file));
    }

    @Test
    void refusesAFolder() {
        String message = refuses(folder);

        assertTrue(message.contains("is not a file but a folder"), message);
    }

    @Test
    void saysThatTheFileCannotBeRead() throws Exception {
        Path file = file("", UTF_8);
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"), "needs POSIX permissions");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-------"));
        assumeFalse(Files.isReadable(file), "root reads everything");

        assertTrue(refuses(file).contains("cannot be read: permission denied"), refuses(file));
    }
}
