package io.aromabridge.broker.auth.password;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * Writes a file whole or not at all: a temporary file beside it, forced to disk, then renamed over it. A new file is
 * its owner's alone (mode 600); an old one keeps owner, group and permissions, since the broker that reads it may run as
 * another user. A symbolic link stays one.
 */
final class AtomicFile {
    private AtomicFile() {}

    /** Makes missing folders too. */
    static void write(Path file, byte[] content) throws AromaException {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path folder = Objects.requireNonNull(target.getParent(), "a file is always in a folder");
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, ".passwd-", ".tmp", ownersAlone(folder));
            try {
                writeAndForce(temporary, content);
                if (Files.exists(target)) {
                    keepOwnerAndPermissions(target, temporary);
                }
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new AromaException(
                    Kind.FAILED,
                    "password file " + file + " cannot be written: " + reason(e)
                            + "; nothing was changed. Run this as the user who owns the file and its folder",
                    e);
        }
    }

    private static FileAttribute<?>[] ownersAlone(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void writeAndForce(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static void keepOwnerAndPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        PosixFileAttributes old = Files.readAttributes(from, PosixFileAttributes.class);
        PosixFileAttributes made = view.readAttributes();
        try {
            if (!made.owner().equals(old.owner())) {
                view.setOwner(old.owner());
            }
            if (!made.group().equals(old.group())) {
                view.setGroup(old.group());
            }
        } catch (FileSystemException e) {
            String owners = old.owner().getName() + ":" + old.group().getName();
            FileSystemException inWords =
                    new FileSystemException(from.toString(), null, "a new one cannot be given to " + owners);
            inWords.initCause(e);
            throw inWords;
        }
        view.setPermissions(old.permissions());
    }

    /** What an exception of the file system means, in words; some carry nothing but a path. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemException problem && problem.getReason() != null) {
            return problem.getReason();
        }
        if (e instanceof NoSuchFileException missing) {
            return "no such folder: " + missing.getFile();
        }
        if (e instanceof FileAlreadyExistsException inTheWay) {
            return inTheWay.getFile() + " is not a folder";
        }
        return e.toString();
    }
}
