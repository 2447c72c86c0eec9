package io.aromabridge.certs;

import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one thread of one process at a time change a folder, by a lock on its file {@code .lock}. */
final class FolderLock {
    /** Runs under the lock. */
    interface Action<T> {
        T run() throws IOException, AromaException;
    }

    private FolderLock() {}

    /** Creates a missing folder, waits for its lock, and runs the action. */
    static <T> T hold(Path folder, Action<T> action) throws AromaException {
        // A file lock belongs to the whole process, so its threads need a lock of their own.
        synchronized (FolderLock.class) {
            try {
                AtomicFiles.createOwnerFolder(folder);
                return locked(folder, action);
            } catch (IOException e) {
                throw new AromaException(
                        AromaException.Kind.FAILED,
                        "keys and certificates cannot be written: " + AtomicFiles.reason(e)
                                + "; check owner and mode of the folder, and the space on the disk",
                        e);
            }
        }
    }

    private static <T> T locked(Path folder, Action<T> action) throws IOException, AromaException {
        try (FileChannel channel =
                FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var unusedUntilTheChannelCloses = channel.lock();
            return action.run();
        }
    }
}
