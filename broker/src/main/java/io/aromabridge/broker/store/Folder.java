package io.aromabridge.broker.store;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folder of a store. A lock on its file {@code .lock} keeps other brokers out. */
final class Folder implements AutoCloseable {
    private static final String LOCK = ".lock";
    private static final String FILE = "sessions.db";

    /** The file, and what SQLite puts beside it. */
    private static final List<String> FILES = List.of(FILE, FILE + "-wal", FILE + "-journal", FILE + "-shm");

    private final Path path;
    private final FileChannel lock;

    private Folder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static Folder open(Path path) throws AromaException {
        try {
            Files.createDirectories(path);
            Folder folder = new Folder(path, lock(path));
            folder.checkFiles();
            return folder;
        } catch (IOException e) {
            throw new AromaException(
                    Kind.FAILED,
                    "session folder " + path + " cannot be used (" + reason(e)
                            + "); it must be a folder that this user may write to, with all files in it",
                    e);
        }
    }

    private static FileChannel lock(Path path) throws IOException, AromaException {
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new AromaException(
                    Kind.FAILED,
                    "session folder " + path
                            + " is in use by another broker; end that one, or give each its own folder");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    /** A file that belongs to somebody else is not damaged: what is in it must not be put aside. */
    private void checkFiles() throws IOException {
        for (String name : FILES) {
            Path file = path.resolve(name);
            if (Files.isRegularFile(file) && !(Files.isReadable(file) && Files.isWritable(file))) {
                close();
                throw new AccessDeniedException(file.toString());
            }
        }
    }

    Path file() {
        return path.resolve(FILE);
    }

    /** Bytes of the file, and of what is beside it. */
    long bytes() {
        return FILES.stream()
                .mapToLong(name -> path.resolve(name).toFile().length())
                .sum();
    }

    /**
     * Gives the file, and what is beside it, another name.
     *
     * @return the new name of the file
     */
    Path putAside(Instant now) throws AromaException {
        String suffix = ".damaged-" + now.toString().replace(':', '-');
        try {
            for (String name : FILES) {
                Path file = path.resolve(name);
                if (Files.exists(file)) {
                    Files.move(file, path.resolve(name + suffix), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException e) {
            throw new AromaException(
                    Kind.FAILED,
                    "session store " + file() + " is damaged, and cannot be put aside (" + reason(e)
                            + "); move it to another place yourself",
                    e);
        }
        return path.resolve(FILE + suffix);
    }

    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "it is a file";
        }
        if (e instanceof AccessDeniedException denied) {
            return "permission denied on " + denied.getFile();
        }
        return e instanceof FileSystemException named && named.getReason() != null
                ? named.getReason()
                : String.valueOf(e.getMessage());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
