package io.aromabridge.testing.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Follows a file to which a program appends lines; the file need not be there yet. */
public final class FileTail implements AutoCloseable {
    private static final int PERIOD_MILLIS = 10;

    private final Path file;
    private final Consumer<String> consumer;
    private final OutputLines lines;
    private final CountDownLatch closed = new CountDownLatch(1);

    private FileTail(Path file, Consumer<String> consumer) {
        this.file = file;
        this.consumer = consumer;
        this.lines = new OutputLines(file.toString());
    }

    /** Begins at the beginning of a file. */
    public static FileTail of(Path file) {
        return of(file, line -> {});
    }

    /**
     * The same.
     *
     * @param consumer gets each line as soon as it is whole, on a thread of this class
     */
    public static FileTail of(Path file, Consumer<String> consumer) {
        FileTail tail = new FileTail(file, consumer);
        Thread thread = new Thread(tail::follow, "tail of " + file.getFileName());
        thread.setDaemon(true);
        thread.start();
        return tail;
    }

    private void follow() {
        long offset = 0;
        try {
            do {
                offset += Files.exists(file) ? read(offset) : 0;
            } while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS));
        } catch (IOException | RuntimeException | AssertionError e) {
            lines.add("[" + file + " cannot be followed: " + e + "]");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lines.end();
        }
    }

    /** Takes the whole lines behind a place; how many bytes they have. */
    private int read(long offset) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] fresh = new byte[(int) (in.length() - offset)];
            in.seek(offset);
            in.readFully(fresh);
            int from = 0;
            for (int i = 0; i < fresh.length; i++) {
                if (fresh[i] == '\n') {
                    String line = new String(fresh, from, i - from, StandardCharsets.UTF_8);
                    consumer.accept(line);
                    lines.add(line);
                    from = i + 1;
                }
            }
            return from;
        }
    }

    /** The lines so far. */
    public OutputLines lines() {
        return lines;
    }

    /** Follows it no more. */
    @Override
    public void close() {
        closed.countDown();
    }
}
