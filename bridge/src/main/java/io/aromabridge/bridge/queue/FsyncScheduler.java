package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.SegmentLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Syncs written records to the disk. With {@code interval} an fsync begins, beside the writing, at most 5 ms after a message
 * was written, and there are never more than 100 unsynced records. A message that has its tombstone by then need not be on
 * the disk, nor need the tombstone: they may take 100 ms, so that the disk has little to do while the other side answers
 * soon. The tombstone of a synced message may take 100 ms too, and counts: that bounds what is sent again after a power
 * loss. Used under the {@link Turn}; only {@link #sync} and what uses it wait for the disk.
 */
final class FsyncScheduler {
    /** So many records are never unsynced; half of them begin an fsync, so that the others need not wait for it. */
    private static final int MOST = 100;

    /** So many written records begin one too, though none of them may be missed: they are kept here until then. */
    private static final int MOST_WRITTEN = 1000;

    private static final Duration DELAY = Duration.ofMillis(5);
    private static final Duration LONG_DELAY = Duration.ofMillis(100);

    private record Running(UnsyncedRecords what, WriterThread.Aside job) {}

    private final SegmentLog files;
    private final Turn turn;
    /** Told when one beside the writing has failed. */
    private final Consumer<IOException> failed;

    private UnsyncedRecords unsynced = new UnsyncedRecords();
    private @Nullable Running running;
    private Optional<Instant> scheduled = Optional.empty();
    private boolean overdue;

    FsyncScheduler(SegmentLog files, Turn turn, Consumer<IOException> failed) {
        this.files = files;
        this.turn = turn;
        this.failed = failed;
    }

    /** Whether so many records more would be too many. */
    boolean due(int records) {
        Running now = running;
        return records + unsynced.records() + (now == null ? 0 : now.what().records()) >= MOST;
    }

    /** Something was written that is to be synced soon. */
    void soon(WriteBatch batch) {
        unsynced.add(batch, turn.instant());
        if (isMuch()) {
            beside();
        }
        plan();
    }

    private boolean isMuch() {
        return unsynced.records() >= MOST / 2 || unsynced.written() >= MOST_WRITTEN;
    }

    private void plan() {
        Optional<Instant> due = unsynced.due(DELAY, LONG_DELAY);
        if (due.isPresent() && scheduled.filter(at -> !at.isAfter(due.get())).isEmpty()) {
            scheduled = due;
            Duration delay = Duration.between(turn.instant(), due.get());
            // More than that only if the clock was put back.
            Duration most = unsynced.waits() ? DELAY : LONG_DELAY;
            turn.later(delay.compareTo(most) > 0 ? most : delay, () -> look(due.get()));
        }
    }

    /** It is time, unless the message that this was planned for has its tombstone since. */
    private void look(Instant planned) {
        if (scheduled.filter(planned::equals).isPresent()) {
            scheduled = Optional.empty();
        }
        Optional<Instant> due = unsynced.due(DELAY, LONG_DELAY);
        if (due.filter(at -> !at.equals(planned) && at.isAfter(turn.instant())).isPresent()) {
            plan();
        } else if (!unsynced.isEmpty()) {
            overdue = true;
            beside();
        }
    }

    /** What was to be done later may have been lost. */
    void resume() {
        scheduled = Optional.empty();
        overdue = true;
        beside();
    }

    /** Copies of older records were written: those may not go before these are synced. */
    void copied() {
        unsynced.copies = true;
    }

    boolean hasCopies() {
        Running now = running;
        return unsynced.copies || (now != null && now.what().copies);
    }

    /** Returns when all that was written is on the disk; after a failure {@link #takeUnsynced} has what may not be. */
    void sync() throws IOException {
        await();
        files.sync();
        unsynced = new UnsyncedRecords();
    }

    /** Begins, unless one is running: the next begins when that has ended. */
    private void beside() {
        if (running != null || unsynced.isEmpty()) {
            return;
        }
        overdue = false;
        running = new Running(unsynced, turn.aside(files.syncJob(), this::ended));
        unsynced = new UnsyncedRecords();
    }

    /** One has ended; or it was waited for, and then there is nothing to do. */
    private void ended() {
        Running one = running;
        if (one == null || !one.job().ended()) {
            return;
        }
        try {
            await();
        } catch (IOException e) {
            failed.accept(e);
            return;
        }
        if (overdue || isMuch()) {
            beside();
        }
    }

    private void await() throws IOException {
        Running one = running;
        if (one != null) {
            running = null;
            try {
                one.job().await();
            } catch (IOException e) {
                unsynced.addFirst(one.what());
                throw e;
            }
        }
    }

    /** What the disk may not have. The caller has to write it again. */
    UnsyncedRecords takeUnsynced() {
        try {
            await();
        } catch (IOException alsoThis) {
            // It counts as unsynced now, and that is what is asked for.
        }
        UnsyncedRecords all = unsynced;
        unsynced = new UnsyncedRecords();
        unsynced.copies = all.copies;
        return all;
    }
}
