package io.aromabridge.app.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines as they are added to a file that somebody else writes. A line counts when its end is written; a file that is
 * shorter than before was begun anew, and is read from its beginning. For one thread.
 */
public final class LineTail {
    /** What one look reads at most, in bytes; of a longer line only the end is seen. */
    private static final int CHUNK = 1 << 20;

    private final Path file;
    private long offset;

    private LineTail(Path file, long offset) {
        this.file = file;
        this.offset = offset;
    }

    /**
     * Begins at the present end; at the beginning if the file is not there yet.
     *
     * @throws IOException if its size cannot be read
     */
    public static LineTail fromEnd(Path file) throws IOException {
        return new LineTail(file, size(file));
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /**
     * The lines that were added since the last call, without their ends; none while the file is not there.
     *
     * @throws IOException if it cannot be read
     */
    public List<String> read() throws IOException {
        long size = size(file);
        if (size < offset) {
            offset = 0;
        }
        if (size == offset) {
            return List.of();
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(offset);
            return lines(in.readNBytes((int) Math.min(size - offset, CHUNK)));
        }
    }

    private List<String> lines(byte[] fresh) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < fresh.length; i++) {
            if (fresh[i] == '\n') {
                lines.add(new String(fresh, from, i - from, StandardCharsets.UTF_8));
                from = i + 1;
            }
        }
        offset += lines.isEmpty() && fresh.length == CHUNK ? CHUNK : from;
        return lines;
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException none) {
            return 0;
        }
    }
}
