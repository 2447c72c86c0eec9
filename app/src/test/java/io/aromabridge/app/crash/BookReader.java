package io.aromabridge.app.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a file that others append lines to. */
final class BookReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BookReader.class);
    private static final int PAUSE_MILLIS = 20;

    private final CountDownLatch closed = new CountDownLatch(1);

    private BookReader() {}

    /** Hands over each line as soon as it is whole; the file is made if it is missing. */
    static BookReader of(Path file, Consumer<String> lines) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        BookReader reader = new BookReader();
        Thread thread = new Thread(() -> reader.follow(file, lines), "book");
        thread.setDaemon(true);
        thread.start();
        return reader;
    }

    private void follow(Path file, Consumer<String> lines) {
        StringBuilder line = new StringBuilder();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            while (closed.getCount() > 0) {
                int next = in.read();
                if (next < 0) {
                    boolean unused = closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                } else if (next == '\n') {
                    lines.accept(line.toString());
                    line.setLength(0);
                } else {
                    line.append((char) next);
                }
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            log.error("{} cannot be followed", file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
