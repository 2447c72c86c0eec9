package io.aromabridge.broker.auth.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole or not at all, with the rights that the file had. */
class AtomicFileTest {
    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void needsPosix() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "needs POSIX permissions");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void givesANewFileToItsOwnerAlone() throws Exception {
        Path file = folder.resolve("passwd");

        AtomicFile.write(file, CONTENT);

        assertEquals("rw-------", permissions(file));
        assertEquals(List.of("passwd"), names());
    }

    @Test
    void keepsThePermissionsOfAnOldFile() throws Exception {
        Path file = Files.writeString(folder.resolve("passwd"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        AtomicFile.write(file, CONTENT);

        assertEquals("rw-r-----", permissions(file));
        assertEquals(3, Files.size(file));
        assertEquals(List.of("passwd"), names());
    }

    @Test
    void leavesALinkALink() throws Exception {
        Path file =
                Files.writeString(Files.createDirectory(folder.resolve("real")).resolve("passwd"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        AtomicFile.write(link, CONTENT);

        assertTrue(Files.isSymbolicLink(link), "still a link");
        assertEquals(3, Files.size(file));
    }

    @Test
    void leavesNothingBehindWhenItFails() throws Exception {
        Path inTheWay = Files.createDirectory(folder.resolve("passwd"));
        Files.writeString(inTheWay.resolve("content"), "a folder that cannot be replaced");

        AromaException problem = assertThrows(AromaException.class, () -> AtomicFile.write(inTheWay, CONTENT));

        assertEquals(AromaException.Kind.FAILED, problem.kind());
        assertEquals(List.of("passwd"), names());
    }

    @Test
    void saysWhatIsInTheWayOfItsFolder() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        AromaException problem =
                assertThrows(AromaException.class, () -> AtomicFile.write(file.resolve("passwd"), CONTENT));

        assertTrue(String.valueOf(problem.getMessage()).contains(file + " is not a folder"), problem.getMessage());
        assertEquals(1, String.valueOf(problem.getMessage()).lines().count(), problem.getMessage());
    }
}
