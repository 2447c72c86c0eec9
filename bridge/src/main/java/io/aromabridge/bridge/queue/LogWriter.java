package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.Batch;
import io.aromabridge.bridge.log.LogFolder;
import io.aromabridge.bridge.log.Place;
import io.aromabridge.bridge.log.Segment;
import io.aromabridge.bridge.log.SegmentLog;
import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.queue.Work.Item;
import io.aromabridge.core.time.Timers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what a ledger decides, all that came meanwhile at once, and forces it as the sync mode wants. When the disk
 * fails it goes on trying: the policy of the queue says what becomes of what comes meanwhile.
 *
 * <p>A few records that need no force and no other file are written near the link, into the operating system's cache; all
 * else is done on the writer's thread, and so is everything for a while after a write that took long.
 */
final class LogWriter {
    private static final Logger log = LoggerFactory.getLogger(LogWriter.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    /** A disk with less than this beyond what is to be written is full. */
    private static final int SPARE_BYTES = 128 * 1024;

    /** A disk that takes this much again, takes messages again. 0 is nobody's position. */
    private static final List<Long> PROBE = Collections.nCopies(8192, 0L);

    // fixed
    private final Ledger ledger;
    private final LogFolder folder;
    private final SegmentLog files;
    private final SyncMode sync;
    private final Turn turn;
    private final Forcer forcer;
    private final DiskTrouble trouble;
    private final Runnable available;
    private final Batch batch = new Batch();
    private final Rounds rounds;

    private volatile Optional<String> problem = Optional.empty();

    // owned by whoever's turn it is
    /** What the disk may not have, though it was written once: to be written again. */
    private List<Slot> rewrite = new ArrayList<>();

    private final List<Long> marksLeft = new ArrayList<>();
    private boolean retryScheduled;
    private @Nullable Segment undeletable;

    LogWriter(
            Ledger ledger, LogFolder folder, SegmentLog files, SyncMode sync, WriterThread thread, Runnable available) {
        this.ledger = ledger;
        this.folder = folder;
        this.files = files;
        this.sync = sync;
        this.turn = new Turn(thread);
        this.rounds = new Rounds(turn, ledger, new Round());
        this.forcer = new Forcer(files, turn, cause -> failed(new Work(), cause));
        this.trouble = new DiskTrouble(folder.toString(), turn.waiting());
        this.available = available;
    }

    /** What need not wait for the disk is written on this thread from now on, which is the link's. From any thread. */
    void near(ScheduledExecutorService thread) {
        if (sync != SyncMode.ALWAYS) {
            rounds.near(thread);
        }
    }

    /** That thread ends. From any thread. */
    void far() {
        rounds.far(forcer::resume);
    }

    /** When it writes. */
    Rounds rounds() {
        return rounds;
    }

    /** What is wrong with the disk; from any thread. */
    Optional<String> problem() {
        return problem;
    }

    private final class Round implements Rounds.Round {
        @Override
        public boolean isQuick() {
            return problem.isEmpty()
                    && rewrite.isEmpty()
                    && marksLeft.isEmpty()
                    && ledger.little()
                            .filter(little -> !files.rolls(little.bytes()) && !forcer.due(little.records()))
                            .isPresent()
                    && !files.hasWaste();
        }

        @Override
        public void quick() {
            step(Optional.empty());
        }

        @Override
        public void whole() {
            step(files.wasteful() ? files.oldest() : Optional.empty());
            tidy();
        }
    }

    /** Writes what there is to write, once. */
    private void step(Optional<Segment> evacuate) {
        Work work = ledger.plan(evacuate, rewrite);
        work.marks.addAll(marksLeft);
        marksLeft.clear();
        if (work.isEmpty() && problem.isEmpty()) {
            refuseLater(work);
            return;
        }
        List<Item> items = work.items();
        boolean needed = !items.isEmpty() || !work.marks.isEmpty() || problem.isPresent();
        try {
            List<Place> places = needed ? write(work, items) : List.of();
            rewrite = new ArrayList<>();
            ledger.commit(work, items, places);
            healthy();
        } catch (IOException e) {
            failed(work, e);
        }
        refuseLater(work);
        available.run();
        work.taken.forEach(item -> answer(item.slot()));
        work.losses.forEach(loss -> answer(loss.slot()));
    }

    /** One whose sender waits for room is not answered yet. */
    private static void answer(Slot slot) {
        if (slot.state != Slot.State.NEW) {
            slot.answer();
        }
    }

    private List<Place> write(Work work, List<Item> items) throws IOException {
        batch.clear();
        int[] ends = new int[items.size()];
        for (int i = 0; i < ends.length; i++) {
            batch.message(items.get(i).stored());
            ends[i] = batch.size();
        }
        // After the messages: if not all is written, rather one too many is there than one too few.
        if (!work.marks.isEmpty()) {
            batch.gone(work.marks);
        }
        if (problem.isPresent() && items.isEmpty()) {
            batch.gone(PROBE);
        }
        if (sync != SyncMode.NEVER && files.rolls(batch.size())) {
            forcer.force();
        }
        Place all = writeAndForce(work, items);
        List<Place> places = new ArrayList<>(ends.length);
        for (int i = 0, start = 0; i < ends.length; i++) {
            places.add(new Place(all.segment(), all.offset() + start, ends[i] - start));
            start = ends[i];
        }
        return places;
    }

    private Place writeAndForce(Work work, List<Item> items) throws IOException {
        Place all = files.write(batch, ledger.nextPosition());
        if (!work.copies.isEmpty()) {
            forcer.copied();
        }
        boolean due = sync == SyncMode.ALWAYS || problem.isPresent() || forcer.due(items.size() + work.marks.size());
        if (due && sync != SyncMode.NEVER) {
            try {
                forcer.force();
            } catch (IOException e) {
                files.undo(Optional.of(all));
                throw e;
            }
        } else if (sync == SyncMode.INTERVAL) {
            forcer.soon(work);
        }
        return all;
    }

    private boolean forced() {
        try {
            forcer.force();
            return true;
        } catch (IOException e) {
            failed(new Work(), e);
            return false;
        }
    }

    private void failed(Work work, IOException cause) {
        Unforced unforced = forcer.takeUnforced();
        files.undo(Optional.empty());
        rewrite.addAll(unforced.slots());
        ledger.rollback(work, fullDisk() ? files.oldest().filter(oldest -> files.count() > 1) : Optional.empty());
        marksLeft.addAll(work.marks);
        marksLeft.addAll(unforced.marks());
        problem = Optional.of(
                "the disk does not take messages for the queue " + folder + ": " + DiskTrouble.words(cause));
        trouble.failed(cause);
        if (!retryScheduled) {
            retryScheduled = true;
            Timers.Scheduled unused = turn.waiting().after(RETRY_DELAY, () -> {
                retryScheduled = false;
                rounds.wake();
            });
        }
    }

    private void healthy() {
        if (problem.isPresent()) {
            problem = Optional.empty();
            trouble.healthy();
        }
    }

    private boolean fullDisk() {
        try {
            return folder.usableBytes() < batch.size() + SPARE_BYTES;
        } catch (IOException e) {
            log.debug("queue {}: its disk does not tell how full it is", folder, e);
            return false;
        }
    }

    private void refuseLater(Work work) {
        if (!work.withheld.isEmpty()) {
            Timers.Scheduled unused = turn.waiting().after(PATIENCE, () -> ledger.refuse(work.withheld)
                    .forEach(slot -> slot.refuse(new QueueFullException(
                            "the queue did not take it within " + PATIENCE.toSeconds() + " s: it is full"))));
        }
    }

    /** Deletes the files that hold nothing of use. */
    private void tidy() {
        try {
            for (Optional<Segment> spent = files.spent(); spent.isPresent(); spent = files.spent()) {
                if (forcer.hasCopies() && !forced()) {
                    return;
                }
                ledger.forget(spent.get());
                files.delete(spent.get());
            }
        } catch (IOException e) {
            Optional<Segment> spent = files.spent();
            if (!spent.equals(Optional.ofNullable(undeletable))) {
                undeletable = spent.orElse(null);
                log.warn("queue {}: {} is not needed and cannot be deleted: {}", folder, undeletable, e.toString());
            }
        }
        if (files.bytes() == 0) {
            marksLeft.clear();
        }
    }

    /** Writes what is left, and closes all, on the writer's thread. What waits for room is refused. */
    void end() {
        turn.end(this::finish);
    }

    private void finish() {
        do {
            step(Optional.empty());
            tidy();
        } while (problem.isEmpty() && ledger.hasWork());
        for (Slot slot : ledger.abandon()) {
            slot.refuse(new IllegalStateException("the queue is closed"));
        }
        try {
            if (sync != SyncMode.NEVER) {
                forcer.force();
            }
            files.close();
            tidy();
            ledger.close();
            folder.close();
        } catch (IOException e) {
            log.warn("queue {}: it could not be closed cleanly: {}", folder, e.toString());
        }
    }
}
