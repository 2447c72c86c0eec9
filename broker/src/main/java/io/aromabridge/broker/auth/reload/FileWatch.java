package io.aromabridge.broker.auth.reload;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.time.Timers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a file says, and reads it again when it changes. It looks at the file every second, and reads it once it
 * has been the same for two looks: an editor that empties a file before it fills it is not caught half-way. A file that is
 * gone or broken is refused as a whole, with one WARN for each change; the former content stays.
 *
 * @param <T> the content, immutable: an ACL file's rules, a password file's users
 */
public final class FileWatch<T> implements AutoCloseable {
    /** Reads a file whole, or says what is wrong with it. */
    @FunctionalInterface
    public interface Reader<T> {
        /** Must not block for longer than a file takes. */
        T read(Path file) throws AromaException;
    }

    /** Takes a new content. */
    @FunctionalInterface
    public interface Receiver<T> {
        /**
         * On the timers' thread; {@link FileWatch#current} is the new one already.
         *
         * @return one clause for the log: what it is now, and what has changed
         */
        String changed(T before, T now);
    }

    private static final Logger log = LoggerFactory.getLogger(FileWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    // fixed
    private final Path file;
    private final Reader<T> reader;
    private final Timers timers;
    private final Receiver<T> onChange;

    // any thread
    private volatile T current;
    private volatile boolean closed;

    // the timers' thread
    private Optional<Fingerprint> dealtWith;
    private Optional<Fingerprint> lastSeen;

    private FileWatch(Path file, Reader<T> reader, Timers timers, Receiver<T> onChange) throws AromaException {
        this.file = file;
        this.reader = reader;
        this.timers = timers;
        this.onChange = onChange;
        // Before reading: a change in between is seen at the next look.
        this.dealtWith = Fingerprint.of(file);
        this.lastSeen = dealtWith;
        this.current = reader.read(file);
    }

    /**
     * Reads the file, and watches it until closed.
     *
     * @param onChange has each new content, on the timers' thread; not the first one
     * @throws AromaException what the reader says of the file as it is now
     */
    public static <T> FileWatch<T> start(Path file, Reader<T> reader, Timers timers, Receiver<T> onChange)
            throws AromaException {
        FileWatch<T> watch = new FileWatch<>(file, reader, timers, onChange);
        watch.lookLater();
        return watch;
    }

    /** The newest content that was good. */
    public T current() {
        return current;
    }

    /** Reads the file soon, on the timers' thread, changed or not: for SIGHUP. */
    public void reload() {
        Timers.Scheduled unused = timers.after(Duration.ZERO, this::readAgain);
    }

    private void lookLater() {
        Timers.Scheduled unused = timers.after(PERIOD, this::look);
    }

    private void look() {
        if (closed) {
            return;
        }
        Optional<Fingerprint> now = Fingerprint.of(file);
        boolean settled = now.equals(lastSeen);
        lastSeen = now;
        if (settled && !now.equals(dealtWith)) {
            readAgain();
        }
        lookLater();
    }

    private void readAgain() {
        if (closed) {
            return;
        }
        dealtWith = Fingerprint.of(file);
        try {
            T before = current;
            T content = reader.read(file);
            current = content;
            log.info("{} was read again and is in force: {}", file, onChange.changed(before, content));
        } catch (AromaException e) {
            log.warn(
                    "{} has changed but is refused as a whole, and its former content stays in force; mend it:\n{}",
                    file,
                    e.getMessage());
        } catch (RuntimeException e) {
            log.error("{} was read again, but what uses it failed to take the new content", file, e);
        }
    }

    /** No content is handed over after this, but for one that is being handed over now. The content stays. */
    @Override
    public void close() {
        closed = true;
    }
}
