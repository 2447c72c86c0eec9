package io.aromabridge.certs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes small files atomically: into {@code .NAME.new} beside the file, synced, then renamed. Two writers of one file
 * must exclude each other ({@link FolderLock}).
 */
final class AtomicFiles {
    /** Read permission of a file. */
    enum Access {
        /** As the process's umask has it. */
        EVERYBODY,
        /** The owner alone (mode 600), from the first moment, on file systems with POSIX permissions. */
        OWNER
    }

    private AtomicFiles() {}

    /** Writes the file, or leaves it unchanged. */
    static void write(Path file, String text, Access access) throws IOException {
        prepare(file, text, access);
        commit(file);
    }

    /** The first half of {@link #write}: everything but the rename. */
    static void prepare(Path file, String text, Access access) throws IOException {
        Path prepared = prepared(file);
        Files.deleteIfExists(prepared);
        FileAttribute<?>[] attributes =
                access == Access.OWNER ? attributes(file, "rw-------") : new FileAttribute<?>[0];
        try (FileChannel channel = FileChannel.open(
                prepared, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** The second half of {@link #write}. */
    static void commit(Path file) throws IOException {
        Files.move(prepared(file), file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The file between {@link #prepare} and {@link #commit}. */
    static Path prepared(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".new");
    }

    /** Creates a missing folder for the owner alone (mode 700), its parents as usual. */
    static void createOwnerFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createDirectories(folder, attributes(folder, "rwx------"));
    }

    /** Reason and file as text: some of the JDK's exceptions have a path and no reason. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "this user may not use " + denied.getFile();
        }
        if (e instanceof FileAlreadyExistsException exists) {
            return "a file is in the way: " + exists.getFile();
        }
        return e.getClass().getSimpleName() + " " + e.getMessage();
    }

    private static FileAttribute<?>[] attributes(Path file, String permissions) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
