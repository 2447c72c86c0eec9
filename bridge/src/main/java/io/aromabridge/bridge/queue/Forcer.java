package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.SegmentLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Forces what was written to the disk. With {@code interval} that is done beside the writing: it begins at most 5 ms after a
 * message was written, and there are never more than 100 records that are not forced. A message that is marked as gone by
 * then need not be on the disk, nor does the mark: they may take 100 ms, so that where the other side answers soon the disk
 * has little to do. A mark of what is on the disk takes as long, and counts: that bounds what comes again after a power
 * loss. Used by whoever's turn it is; only {@link #force} and what uses it wait for the disk.
 */
final class Forcer {
    /** So many records are never unforced; half of them begin a force, so that the others need not wait for it. */
    private static final int MOST = 100;

    /** So many written records begin one too, though none of them may be missed: they are kept here until then. */
    private static final int MOST_WRITTEN = 1000;

    private static final Duration DELAY = Duration.ofMillis(5);
    private static final Duration LONG_DELAY = Duration.ofMillis(100);

    private record Running(Unforced what, WriterThread.Aside job) {}

    private final SegmentLog files;
    private final Turn turn;
    /** Told when one beside the writing has failed. */
    private final Consumer<IOException> failed;

    private Unforced unforced = new Unforced();
    private @Nullable Running running;
    private Optional<Instant> scheduled = Optional.empty();
    private boolean overdue;

    Forcer(SegmentLog files, Turn turn, Consumer<IOException> failed) {
        this.files = files;
        this.turn = turn;
        this.failed = failed;
    }

    /** Whether so many records more would be too many. */
    boolean due(int records) {
        Running now = running;
        return records + unforced.records() + (now == null ? 0 : now.what().records()) >= MOST;
    }

    /** Something was written that is to be forced soon. */
    void soon(Work work) {
        unforced.add(work, turn.instant());
        if (isMuch()) {
            beside();
        }
        plan();
    }

    private boolean isMuch() {
        return unforced.records() >= MOST / 2 || unforced.written() >= MOST_WRITTEN;
    }

    private void plan() {
        Optional<Instant> due = unforced.due(DELAY, LONG_DELAY);
        if (due.isPresent() && scheduled.filter(at -> !at.isAfter(due.get())).isEmpty()) {
            scheduled = due;
            Duration delay = Duration.between(turn.instant(), due.get());
            // More than that only if the clock was put back.
            Duration most = unforced.waits() ? DELAY : LONG_DELAY;
            turn.later(delay.compareTo(most) > 0 ? most : delay, () -> look(due.get()));
        }
    }

    /** It is time, unless the message that this was planned for has been marked since. */
    private void look(Instant planned) {
        if (scheduled.filter(planned::equals).isPresent()) {
            scheduled = Optional.empty();
        }
        Optional<Instant> due = unforced.due(DELAY, LONG_DELAY);
        if (due.filter(at -> !at.equals(planned) && at.isAfter(turn.instant())).isPresent()) {
            plan();
        } else if (!unforced.isEmpty()) {
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

    /** Copies of older records were written: those may not go before these are forced. */
    void copied() {
        unforced.copies = true;
    }

    boolean hasCopies() {
        Running now = running;
        return unforced.copies || (now != null && now.what().copies);
    }

    /** Returns when all that was written is on the disk; after a failure {@link #takeUnforced} has what may not be. */
    void force() throws IOException {
        await();
        files.force();
        unforced = new Unforced();
    }

    /** Begins, unless one is running: the next begins when that has ended. */
    private void beside() {
        if (running != null || unforced.isEmpty()) {
            return;
        }
        overdue = false;
        running = new Running(unforced, turn.aside(files.forcing(), this::ended));
        unforced = new Unforced();
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
                unforced.addFirst(one.what());
                throw e;
            }
        }
    }

    /** What the disk may not have. From then on it is somebody else's. */
    Unforced takeUnforced() {
        try {
            await();
        } catch (IOException alsoThis) {
            // It counts as unforced now, and that is what is asked for.
        }
        Unforced all = unforced;
        unforced = new Unforced();
        unforced.copies = all.copies;
        return all;
    }
}
