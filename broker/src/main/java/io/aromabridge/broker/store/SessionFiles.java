package io.aromabridge.broker.store;

import io.aromabridge.broker.session.Change;
import io.aromabridge.broker.session.SessionStore;
import io.aromabridge.broker.store.Database.DamagedException;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.metric.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps sessions and retained messages in a folder. One thread writes what has come in while it wrote before, as one
 * transaction, and then completes the futures of all of them. What cannot be written completes them with an error, and is written
 * later, when there is room again: so the file is always what the broker was at some moment, and what is still to be
 * written makes it what the broker is now. A message is stored for each session that it waits for. Thread-safe.
 */
public final class SessionFiles implements SessionStore, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SessionFiles.class);

    /** From one attempt to the next while nothing can be written; also from the last change to tidying up. */
    private static final long PAUSE_MILLIS = 1000;

    // fixed
    private final Folder folder;
    private final Database database;
    private final Pending pending;
    private final Thread thread = new Thread(this::run, "session-store");

    // of the opening thread
    private List<Change> saved;

    // of the writing thread
    private Rows unwritten = new Rows();
    private boolean wasteful = true;

    // for all
    private volatile int unwrittenChanges;
    private volatile Optional<String> problem = Optional.empty();

    private SessionFiles(Folder folder, Database database, RowReader reader) {
        this.folder = folder;
        this.database = database;
        this.saved = reader.changes();
        this.pending = new Pending(reader.clients());
        thread.setDaemon(true);
    }

    /**
     * Opens a folder, and makes it if it is missing. It belongs to this store until that is closed. A file in it that is
     * damaged is put aside, with a warning.
     *
     * @throws AromaException of kind FAILED if the folder cannot be used, somebody else uses it, or a newer version of
     *     this program has written it
     */
    public static SessionFiles open(Path path, Sync sync, InstantSource clock) throws AromaException {
        SessionFiles opened = openIdle(path, sync, clock, Database.LOG_PAGES);
        opened.thread.start();
        return opened;
    }

    /** The same without a thread: the caller {@link #write}s, and {@link #end}s. */
    static SessionFiles openIdle(Path path, Sync sync, InstantSource clock, int logPages) throws AromaException {
        Folder folder = Folder.open(path);
        try {
            return open(folder, sync, clock, logPages);
        } catch (AromaException | RuntimeException e) {
            closeQuietly(folder);
            throw e;
        }
    }

    private static SessionFiles open(Folder folder, Sync sync, InstantSource clock, int logPages)
            throws AromaException {
        try {
            return open(folder, sync, logPages);
        } catch (DamagedException e) {
            Path aside = folder.putAside(clock.instant());
            log.warn(
                    "session store {} is damaged ({}); it is put aside as {}, and the broker begins without what was in"
                            + " it: persistent sessions with their subscriptions and waiting messages, and retained"
                            + " messages",
                    folder.file(),
                    e.getMessage(),
                    aside);
        }
        try {
            return open(folder, sync, logPages);
        } catch (DamagedException e) {
            throw new AromaException(
                    AromaException.Kind.FAILED,
                    "session store " + folder.file() + " cannot be made anew (" + e.getMessage()
                            + "); choose another folder",
                    e);
        }
    }

    private static SessionFiles open(Folder folder, Sync sync, int logPages) throws AromaException, DamagedException {
        Database database = Database.open(folder.file(), sync, logPages);
        try {
            return new SessionFiles(folder, database, database.read());
        } catch (DamagedException | RuntimeException e) {
            closeQuietly(database);
            throw e;
        }
    }

    private static void closeQuietly(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            log.debug("could not be closed", e);
        }
    }

    @Override
    public void replay(Consumer<Change> to) {
        List<Change> all = saved;
        saved = List.of();
        all.forEach(to);
    }

    @Override
    public CompletableFuture<Void> keep(Change change) {
        return pending.add(change);
    }

    @Override
    public <T> T together(Supplier<T> changes) {
        return pending.together(changes);
    }

    private void run() {
        try {
            while (!pending.isClosed()) {
                boolean failed = !unwritten.isEmpty();
                pending.await(failed || wasteful ? PAUSE_MILLIS : 0, failed);
                write();
            }
            write();
        } catch (InterruptedException e) {
            log.error("the session store's thread was interrupted; nothing is kept any more", e);
        }
    }

    /** Writes what has come in, or tidies up if that is nothing. */
    void write() {
        Pending.Group group = pending.take();
        unwritten.add(group.rows());
        unwrittenChanges = unwritten.changes;
        try {
            if (unwritten.isEmpty()) {
                wasteful = database.shrink();
            } else {
                database.write(unwritten);
                wasteful = true;
                unwritten = new Rows();
                unwrittenChanges = 0;
                worksAgain();
            }
        } catch (SQLException | RuntimeException e) {
            fails(e);
            group.written().completeExceptionally(e);
            return;
        }
        group.written().complete(null);
    }

    private void fails(Exception e) {
        if (problem.isEmpty()) {
            log.warn(
                    "session store {}: nothing can be written ({}); what clients send to persistent sessions or as"
                            + " retained is not acknowledged until that is mended: make room on the disk",
                    folder.file(),
                    Database.reason(e),
                    e);
        }
        problem = Optional.of("session store " + folder.file() + " cannot be written: " + Database.reason(e));
    }

    private void worksAgain() {
        if (problem.isPresent()) {
            log.info("session store {}: everything is written again", folder.file());
            problem = Optional.empty();
        }
    }

    /** Why nothing can be written; empty if it can. */
    public Optional<String> problem() {
        return problem;
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.gauge("aroma_broker_store_bytes", "Bytes of the files in which sessions are kept.", (double)
                        folder.bytes()),
                Sample.gauge(
                        "aroma_broker_store_unwritten_changes",
                        "Changes of sessions that are not written yet.",
                        unwrittenChanges + pending.changes()));
    }

    /** Writes what has come in, and lets go of the folder. To be called after the broker is closed. Idempotent. */
    @Override
    public void close() {
        pending.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
    }

    Database database() {
        return database;
    }

    /** Lets go of the folder. */
    void end() {
        try {
            database.close();
            folder.close();
        } catch (SQLException | IOException e) {
            log.warn("session store {} could not be closed in order", folder.file(), e);
        }
    }
}
