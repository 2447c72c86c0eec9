package io.aromabridge.bridge.fanout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicLong;

/** Writes device lists, each change with a time of its own, however coarse the clock of the disk is. */
final class Lists {
    private final Path folder;
    private final AtomicLong seconds = new AtomicLong(1_000_000);

    Lists(Path folder) {
        this.folder = folder;
    }

    Path write(String name, String... lines) {
        try {
            Path file = folder.resolve(name);
            Files.writeString(file, String.join("\n", lines));
            return Files.setLastModifiedTime(file, FileTime.fromMillis(1000 * seconds.incrementAndGet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
