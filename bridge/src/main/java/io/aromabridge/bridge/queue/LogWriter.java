package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.LogFolder;
import io.aromabridge.bridge.log.RecordBatch;
import io.aromabridge.bridge.log.RecordLocation;
import io.aromabridge.bridge.log.Segment;
import io.aromabridge.bridge.log.SegmentLog;
import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.queue.WriteBatch.Item;
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
 * Writes what the queue's state decides, all that came meanwhile at once, and syncs it as the sync mode asks. When the disk
 * fails it goes on trying: the policy of the queue says what becomes of what comes meanwhile.
 *
 * <p>A few records that need no fsync and no other file are written near the link, into the operating system's cache; all
 * else is done on the writer's thread, and so is everything for a while after a write that took long.
 */
final class LogWriter {
    private static final Logger log = LoggerFactory.getLogger(LogWriter.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    /** A disk with less than this beyond what is to be written is full. */
    private static final int SPARE_BYTES = 128 * 1024;

    /** A disk that takes this much again, takes messages again. 0 is no position of a message. */
    private static final List<Long> PROBE = Collections.nCopies(8192, 0L);

    // fixed
    private final DurableQueueState state;
    private final LogFolder folder;
    private final SegmentLog files;
    private final SyncMode sync;
    private final Turn turn;
    private final FsyncScheduler fsync;
    private final DiskTrouble trouble;
    private final Runnable available;
    private final RecordBatch records = new RecordBatch();
    private final Rounds rounds;

    private volatile Optional<String> problem = Optional.empty();

    // guarded by the turn
    /** What the disk may not have, though it was written once: to be written again. */
    private List<QueueEntry> rewrite = new ArrayList<>();

    private final List<Long> tombstonesLeft = new ArrayList<>();
    private boolean retryScheduled;
    private @Nullable Segment undeletable;

    LogWriter(
            DurableQueueState state,
            LogFolder folder,
            SegmentLog files,
            SyncMode sync,
            WriterThread thread,
            Runnable available) {
        this.state = state;
        this.folder = folder;
        this.files = files;
        this.sync = sync;
        this.turn = new Turn(thread);
        this.rounds = new Rounds(turn, state, new Round());
        this.fsync = new FsyncScheduler(files, turn, cause -> failed(new WriteBatch(), cause));
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
        rounds.far(fsync::resume);
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
                    && tombstonesLeft.isEmpty()
                    && state.little()
                            .filter(little -> !files.rolls(little.bytes()) && !fsync.due(little.records()))
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
        WriteBatch batch = state.plan(evacuate, rewrite);
        batch.tombstones.addAll(tombstonesLeft);
        tombstonesLeft.clear();
        if (batch.isEmpty() && problem.isEmpty()) {
            refuseLater(batch);
            return;
        }
        List<Item> items = batch.items();
        boolean needed = !items.isEmpty() || !batch.tombstones.isEmpty() || problem.isPresent();
        try {
            List<RecordLocation> locations = needed ? write(batch, items) : List.of();
            rewrite = new ArrayList<>();
            state.commit(batch, items, locations);
            healthy();
        } catch (IOException e) {
            failed(batch, e);
        }
        refuseLater(batch);
        available.run();
        batch.taken.forEach(item -> answer(item.entry()));
        batch.drops.forEach(drop -> answer(drop.entry()));
    }

    /** One whose sender waits for room is not answered yet. */
    private static void answer(QueueEntry entry) {
        if (entry.state != QueueEntry.State.NEW) {
            entry.answer();
        }
    }

    private List<RecordLocation> write(WriteBatch batch, List<Item> items) throws IOException {
        records.clear();
        int[] ends = new int[items.size()];
        for (int i = 0; i < ends.length; i++) {
            records.message(items.get(i).stored());
            ends[i] = records.size();
        }
        // After the messages: if not all is written, rather one too many is there than one too few.
        if (!batch.tombstones.isEmpty()) {
            records.tombstones(batch.tombstones);
        }
        if (problem.isPresent() && items.isEmpty()) {
            records.tombstones(PROBE);
        }
        if (sync != SyncMode.NEVER && files.rolls(records.size())) {
            fsync.sync();
        }
        RecordLocation all = writeAndSync(batch, items);
        List<RecordLocation> locations = new ArrayList<>(ends.length);
        for (int i = 0, start = 0; i < ends.length; i++) {
            locations.add(new RecordLocation(all.segment(), all.offset() + start, ends[i] - start));
            start = ends[i];
        }
        return locations;
    }

    private RecordLocation writeAndSync(WriteBatch batch, List<Item> items) throws IOException {
        RecordLocation all = files.write(records, state.nextPosition());
        if (!batch.copies.isEmpty()) {
            fsync.copied();
        }
        boolean due =
                sync == SyncMode.ALWAYS || problem.isPresent() || fsync.due(items.size() + batch.tombstones.size());
        if (due && sync != SyncMode.NEVER) {
            try {
                fsync.sync();
            } catch (IOException e) {
                files.undo(Optional.of(all));
                throw e;
            }
        } else if (sync == SyncMode.INTERVAL) {
            fsync.soon(batch);
        }
        return all;
    }

    private boolean synced() {
        try {
            fsync.sync();
            return true;
        } catch (IOException e) {
            failed(new WriteBatch(), e);
            return false;
        }
    }

    private void failed(WriteBatch batch, IOException cause) {
        UnsyncedRecords unsynced = fsync.takeUnsynced();
        files.undo(Optional.empty());
        rewrite.addAll(unsynced.entries());
        state.rollback(batch, fullDisk() ? files.oldest().filter(oldest -> files.count() > 1) : Optional.empty());
        tombstonesLeft.addAll(batch.tombstones);
        tombstonesLeft.addAll(unsynced.tombstones());
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
            return folder.usableBytes() < records.size() + SPARE_BYTES;
        } catch (IOException e) {
            log.debug("queue {}: the free space of its disk is unknown", folder, e);
            return false;
        }
    }

    private void refuseLater(WriteBatch batch) {
        if (!batch.withheld.isEmpty()) {
            Timers.Scheduled unused = turn.waiting().after(PATIENCE, () -> state.refuse(batch.withheld)
                    .forEach(entry -> entry.refuse(new QueueFullException(
                            "the queue did not take it within " + PATIENCE.toSeconds() + " s: it is full"))));
        }
    }

    /** Deletes the files that hold nothing of use. */
    private void tidy() {
        try {
            for (Optional<Segment> spent = files.spent(); spent.isPresent(); spent = files.spent()) {
                if (fsync.hasCopies() && !synced()) {
                    return;
                }
                state.forget(spent.get());
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
            tombstonesLeft.clear();
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
        } while (problem.isEmpty() && state.hasWork());
        for (QueueEntry entry : state.abandon()) {
            entry.refuse(new IllegalStateException("the queue is closed"));
        }
        try {
            if (sync != SyncMode.NEVER) {
                fsync.sync();
            }
            files.close();
            tidy();
            state.close();
            folder.close();
        } catch (IOException e) {
            log.warn("queue {}: it could not be closed cleanly: {}", folder, e.toString());
        }
    }
}
