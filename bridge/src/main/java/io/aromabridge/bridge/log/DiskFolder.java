package io.aromabridge.bridge.log;

import io.aromabridge.core.AromaException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder on the disk. A lock on its file {@code .lock} keeps other processes out. */
public final class DiskFolder implements LogFolder {
    private static final String LOCK = ".lock";

    private final Path path;
    private final FileChannel lock;

    private DiskFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Opens a folder, and makes it if it is missing.
     *
     * @throws AromaException of kind FAILED if it cannot be used, or another bridge uses it
     */
    public static DiskFolder open(Path path) throws AromaException {
        try {
            Files.createDirectories(path);
            return new DiskFolder(path, lock(path));
        } catch (IOException e) {
            throw new AromaException(
                    AromaException.Kind.FAILED,
                    "queue folder " + path + " cannot be used (" + reason(e)
                            + "); it must be a folder that this user may" + " write to",
                    e);
        }
    }

    /** Removes a folder and the files in it, unless a bridge uses it, or a damaged file was put aside in it. */
    public static void remove(Path path) throws AromaException, IOException {
        DiskFolder folder = open(path);
        try {
            for (String name : folder.names()) {
                if (name.endsWith(Recovery.DAMAGED)) {
                    throw new IOException(path + " holds " + name);
                }
                if (!name.equals(LOCK)) {
                    folder.delete(name);
                }
            }
        } finally {
            folder.close();
        }
        Files.delete(path.resolve(LOCK));
        Files.delete(path);
    }

    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "it is a file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException named && named.getReason() != null
                ? named.getReason()
                : String.valueOf(e.getMessage());
    }

    private static FileChannel lock(Path path) throws IOException, AromaException {
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new AromaException(
                    AromaException.Kind.FAILED,
                    "queue folder " + path + " is in use by another bridge; end that one, or give each its own folder");
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

    @Override
    public List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    @Override
    public LogFile create(String name) throws IOException {
        return open(name, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public LogFile open(String name) throws IOException {
        return open(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private LogFile open(String name, OpenOption... options) throws IOException {
        return new DiskFile(FileChannel.open(path.resolve(name), options));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(path.resolve(from), path.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(path.resolve(name));
    }

    @Override
    public void sync() throws IOException {
        FileChannel folder;
        try {
            folder = FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException e) {
            if (Files.isReadable(path)) {
                // Windows opens no folders; its file system keeps the order of changes of names by itself.
                return;
            }
            throw e;
        }
        try (folder) {
            folder.force(true);
        }
    }

    @Override
    public long usableBytes() throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private record DiskFile(FileChannel channel) implements LogFile {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            long at = offset;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        }

        @Override
        public void read(ByteBuffer into, long offset) throws IOException {
            long at = offset;
            while (into.hasRemaining()) {
                int count = channel.read(into, at);
                if (count < 0) {
                    return;
                }
                if (count == 0) {
                    throw new EOFException("nothing can be read at " + at);
                }
                at += count;
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void sync() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
