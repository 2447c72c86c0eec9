package io.aromabridge.broker.store;

import io.aromabridge.broker.session.Change;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The group that is written next: changes come in from any thread, one thread takes all of them at once. All of a group
 * share one future.
 */
final class Pending {
    /** What is written as a whole. */
    record Group(Rows rows, CompletableFuture<Void> written) {
        Group() {
            this(new Rows(), new CompletableFuture<>());
        }
    }

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    /** Read lock: changes that belong together are added. Write lock: a group is taken. */
    private final ReadWriteLock together = new ReentrantReadWriteLock();

    // guarded by this
    private Group group = new Group();
    private final Map<String, Long> sessions = new HashMap<>();
    private long lastSession;
    private boolean closed;

    /** Sessions that are written already, by number. */
    Pending(Map<Long, String> known) {
        known.forEach((session, clientId) -> {
            sessions.put(clientId, session);
            lastSession = Math.max(lastSession, session);
        });
    }

    <T> T together(Supplier<T> changes) {
        together.readLock().lock();
        try {
            return changes.get();
        } finally {
            together.readLock().unlock();
        }
    }

    synchronized CompletableFuture<Void> add(Change change) {
        if (closed) {
            return CompletableFuture.failedFuture(new IllegalStateException("the session store is closed"));
        }
        if (group.rows().isEmpty()) {
            notifyAll();
        }
        if (change instanceof Change.Retained retained) {
            group.rows().retain(retained.message());
            return group.written();
        }
        if (change instanceof Change.Opened opened) {
            sessions.put(opened.clientId(), ++lastSession);
            group.rows().open(lastSession, opened.clientId());
            return group.written();
        }
        return change instanceof Change.OfSession part ? addPart(part) : DONE;
    }

    private CompletableFuture<Void> addPart(Change.OfSession part) {
        Long session = sessions.get(part.clientId());
        if (session == null) {
            // It has ended: an acknowledgement may come late.
            return DONE;
        }
        if (part instanceof Change.Ended) {
            sessions.remove(part.clientId());
            group.rows().end(session);
        } else {
            group.rows().change(session, part);
        }
        return group.written();
    }

    /**
     * Waits until there is something to write, or it is closed.
     *
     * @param millis at most so long; 0 is for ever
     * @param patient whether it waits so long even if there is something to write
     */
    synchronized void await(long millis, boolean patient) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!closed && (patient || group.rows().isEmpty())) {
            long left = millis == 0 ? 0 : (end - System.nanoTime()) / 1_000_000;
            if (left < 0 || (left == 0 && millis != 0)) {
                return;
            }
            wait(left);
        }
    }

    /** All that has come in; perhaps nothing. */
    Group take() {
        together.writeLock().lock();
        try {
            synchronized (this) {
                Group taken = group;
                group = new Group();
                return taken;
            }
        } finally {
            together.writeLock().unlock();
        }
    }

    synchronized int changes() {
        return group.rows().changes;
    }

    /** From now on nothing more comes in. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
