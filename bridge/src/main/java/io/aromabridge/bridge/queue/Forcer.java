package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.SegmentLog;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Forces what was written to the disk. With {@code interval} that is done beside the writing: it begins at most 5 ms after a
 * record was written, and there are never more than 100 that are not forced. Used by whoever's turn it is; only {@link
 * #force} and what uses it wait for the disk.
 */
final class Forcer {
    /** So many records are never unforced; half of them begin a force, so that the others need not wait for it. */
    private static final int MOST = 100;

    private static final Duration DELAY = Duration.ofMillis(5);

    private record Running(Unforced what, WriterThread.Aside job) {}

    private final SegmentLog files;
    private final Turn turn;
    /** Told when one beside the writing has failed. */
    private final Consumer<IOException> failed;

    private Unforced unforced = new Unforced();
    private @Nullable Running running;
    private boolean scheduled;
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
        unforced.add(work);
        if (unforced.records() >= MOST / 2) {
            beside();
        }
        if (!scheduled) {
            scheduled = true;
            turn.later(DELAY, () -> {
                scheduled = false;
                overdue = true;
                beside();
            });
        }
    }

    /** What was to be done later may have been lost. */
    void resume() {
        scheduled = false;
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
        if (overdue || unforced.records() >= MOST / 2) {
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
