package io.aromabridge.broker.auth.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One bad line refuses the file; the message names it and never shows what may be a password. */
class BadPasswordFileTest {
    private static final String HASH_64 = "A".repeat(86) + "==";
    private static final String SALT_12 = "AAECAwQFBgcICQoL";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private AromaException refuses(String content) throws IOException {
        Path file = Files.write(folder.resolve("passwd"), content.getBytes(ISO_8859_1));
        AromaException problem =
                assertThrows(AromaException.class, () -> PasswordFile.read(file), () -> "took: " + content);
        assertEquals(AromaException.Kind.CONFIGURATION, problem.kind());
        return problem;
    }

    private static String message(Throwable problem) {
        return String.valueOf(problem.getMessage());
    }

    /** A line in ISO 8859-1, and a part of what is said about it. */
    static Stream<Arguments> badLines() {
        return Stream.concat(badNames(), Stream.concat(badHashes(), badArgon2()));
    }

    private static Stream<Arguments> badNames() {
        return Stream.of(
                Arguments.of("alice", "no ':'"),
                Arguments.of(Vectors.SHA512, "no ':'"),
                Arguments.of(" # an indented comment", "no ':'"),
                Arguments.of(" # indented: too", "cannot begin with '#'"),
                Arguments.of(":" + Vectors.SHA512, "the user name is empty"),
                Arguments.of("  \t:" + Vectors.SHA512, "the user name is empty"),
                Arguments.of("al\u0001ice:" + Vectors.SHA512, "control characters"),
                Arguments.of("al\u0000ice:" + Vectors.SHA512, "control characters"),
                Arguments.of("al\rice:" + Vectors.SHA512, "control characters"),
                Arguments.of("u".repeat(65_536) + ":" + Vectors.SHA512, "longer than 65535 bytes"),
                Arguments.of("J\u00FCrgen:" + Vectors.SHA512, "not UTF-8"),
                Arguments.of("alice:" + Vectors.SHA512 + ":caf\u00E9", "not UTF-8"));
    }

    private static Stream<Arguments> badHashes() {
        return Stream.of(
                Arguments.of("alice:", "no password follows"),
                Arguments.of("alice:  ", "no password follows"),
                Arguments.of("alice::" + Vectors.SHA512, "no password follows"),
                Arguments.of("alice:secret", "not a hash"),
                Arguments.of("alice:$ecret", "not a hash"),
                Arguments.of("alice:$5$" + SALT_12 + "$" + HASH_64, "not a hash"),
                Arguments.of("alice:$66$" + SALT_12 + "$" + HASH_64, "not a hash"),
                Arguments.of("alice:$6$" + SALT_12, "2 fields, not 3"),
                Arguments.of("alice:$6$" + SALT_12 + "$" + HASH_64 + "$", "4 fields, not 3"),
                Arguments.of("alice:$6$" + SALT_12 + "$secret!", "the hash is not Base64"),
                Arguments.of("alice:$6$s?cret$" + HASH_64, "the salt is not Base64"),
                Arguments.of("alice:$6$$" + HASH_64, "the salt has 0 bytes"),
                Arguments.of("alice:$6$AAECAwQFBgcICQo=$" + HASH_64, "the salt has 11 bytes"),
                Arguments.of("alice:$6$" + SALT_12 + "$" + "A".repeat(84), "the hash has 63 bytes"),
                Arguments.of("alice:$6$" + SALT_12 + "$", "the hash has 0 bytes"),
                Arguments.of("alice:$7$" + SALT_12 + "$" + HASH_64, "3 fields, not 4"),
                Arguments.of("alice:$7$0$" + SALT_12 + "$" + HASH_64, "iterations is not between"),
                Arguments.of("alice:$7$-1$" + SALT_12 + "$" + HASH_64, "iterations is not between"),
                Arguments.of("alice:$7$$" + SALT_12 + "$" + HASH_64, "iterations is not between"),
                Arguments.of("alice:$7$abc$" + SALT_12 + "$" + HASH_64, "iterations is not between"),
                Arguments.of("alice:$7$10000001$" + SALT_12 + "$" + HASH_64, "iterations is not between"),
                Arguments.of("alice:$7$99999999999999999999$" + SALT_12 + "$" + HASH_64, "iterations is not between"),
                Arguments.of("alice:$7$101$" + SALT_12 + "$" + "A".repeat(84), "the hash has 63 bytes"));
    }

    private static Stream<Arguments> badArgon2() {
        String rest = "$c29tZXNhbHQ$yo/Vkf3b04HMhVyO46+irv+0DPX1EnKctcaquTFv6B0";
        return Stream.of(
                Arguments.of("alice:$argon2i$v=19$m=64,t=2,p=2" + rest, "not a hash"),
                Arguments.of("alice:$argon2id$v=16$m=64,t=2,p=2" + rest, "not of the form $argon2id$"),
                Arguments.of("alice:$argon2id$m=64,t=2,p=2" + rest, "not of the form $argon2id$"),
                Arguments.of("alice:$argon2id$v=19$t=2,m=64,p=2" + rest, "not of the form $argon2id$"),
                Arguments.of("alice:$argon2id$v=19$m=-64,t=2,p=2" + rest, "not of the form $argon2id$"),
                Arguments.of("alice:$argon2id$v=19$m=64,t=2,p=2" + rest + "=", "not of the form $argon2id$"),
                Arguments.of("alice:$argon2id$v=19$m=64,t=2,p=2$c29tZXNhbHQ", "not of the form $argon2id$"),
                Arguments.of("alice:$argon2id$v=19$m=64,t=2,p=2$c29tZXNhbHQ$A", "the hash is not Base64"),
                Arguments.of("alice:$argon2id$v=19$m=64,t=2,p=2$AAAAAAAA$AAAAAAAA", "the salt has 6 bytes"),
                Arguments.of("alice:$argon2id$v=19$m=64,t=2,p=2$c29tZXNhbHQ$AAAA", "the hash 3"),
                Arguments.of("alice:$argon2id$v=19$m=64,t=0,p=2" + rest, "t >= 1"),
                Arguments.of("alice:$argon2id$v=19$m=64,t=2,p=0" + rest, "p >= 1"),
                Arguments.of("alice:$argon2id$v=19$m=64,t=2,p=9" + rest, "m >= 8 p"),
                Arguments.of("alice:$argon2id$v=19$m=1048577,t=1,p=1" + rest, "costs too much"),
                Arguments.of("alice:$argon2id$v=19$m=1048576,t=5,p=1" + rest, "costs too much"),
                Arguments.of("alice:$argon2id$v=19$m=9999999999,t=9999999999,p=1" + rest, "costs too much"));
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @MethodSource("badLines")
    void refusesTheFileAndNamesTheLine(String line, String what) throws IOException {
        AromaException problem = refuses("# first\nbob:" + Vectors.SHA512 + "\n" + line + "\n");

        assertTrue(message(problem).startsWith(folder.resolve("passwd") + ":3: "), message(problem));
        assertTrue(message(problem).contains(what), message(problem));
        assertEquals(1, message(problem).lines().count(), message(problem));
    }

    @Test
    void namesEveryBadLineAtOnce() throws IOException {
        AromaException problem =
                refuses("alice\nbob:" + Vectors.SHA512 + "\n:x\nbob:" + Vectors.PBKDF2_101 + "\ncarol:x");

        List<String> lines = message(problem).lines().toList();
        assertEquals(4, lines.size(), message(problem));
        assertTrue(lines.get(0).contains("passwd:1: no ':'"), lines.get(0));
        assertTrue(lines.get(1).contains("passwd:3: the user name is empty"), lines.get(1));
        assertTrue(lines.get(2).contains("passwd:4: user bob stands in line 2 already"), lines.get(2));
        assertTrue(lines.get(3).contains("passwd:5: the password is not a hash"), lines.get(3));
    }

    @Test
    void neverShowsWhatMayBeAPassword() throws IOException {
        AromaException problem = refuses(
                """
                a:hunter2
                hunter2
                b:$hunter2
                c:$6$hunter2!$x
                d:$7$hunter2$x$y
                e:$argon2id$hunter2
                f:$6$hunter2
                """);

        assertEquals(7, message(problem).lines().count(), message(problem));
        assertFalse(message(problem).contains("hunter2"), message(problem));
    }

    @Test
    void saysThatAByteOrderMarkIsInTheWay() throws IOException {
        AromaException problem = refuses("\u00EF\u00BB\u00BF# users\n");

        assertTrue(message(problem).contains("passwd:1: the file begins with a byte order mark"), message(problem));
    }

    @Test
    void saysThatTheFileIsMissingAndHowToMakeIt() {
        Path file = folder.resolve("none");
        AromaException problem = assertThrows(AromaException.class, () -> PasswordFile.read(file));

        assertEquals(
                "password file " + file + " does not exist; make it with: passwd " + file + " USER", message(problem));
    }

    @Test
    void refusesAFolder() {
        AromaException problem = assertThrows(AromaException.class, () -> PasswordFile.read(folder));

        assertTrue(message(problem).contains("is not a file but a folder"), message(problem));
    }

    @Test
    void saysThatTheFileCannotBeRead() throws IOException {
        Path file = Files.writeString(folder.resolve("passwd"), "");
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"), "needs POSIX permissions");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-------"));
        assumeFalse(Files.isReadable(file), "root reads everything");

        AromaException problem = assertThrows(AromaException.class, () -> PasswordFile.read(file));

        assertTrue(message(problem).contains("cannot be read: permission denied"), message(problem));
    }
}
