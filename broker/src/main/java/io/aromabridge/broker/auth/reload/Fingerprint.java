package io.aromabridge.broker.auth.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What changes with a file's content: its time, its size, and which file it is, since one that was renamed over it may
 * have the same time and size.
 */
record Fingerprint(FileTime modified, long bytes, Optional<Object> file) {
    /** Of the file as it is now; empty if it is not there or cannot be looked at. */
    static Optional<Fingerprint> of(Path path) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(new Fingerprint(now.lastModifiedTime(), now.size(), Optional.ofNullable(now.fileKey())));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
