package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.DiskFolder;
import io.aromabridge.bridge.log.LogFolder;
import io.aromabridge.bridge.log.LogReader;
import io.aromabridge.bridge.log.RecordLocation;
import io.aromabridge.bridge.log.Recovery;
import io.aromabridge.bridge.log.SegmentLog;
import io.aromabridge.bridge.log.StoredMessage;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue in files. Thread-safe. What {@link #append} has answered for survives the end of the process, and with {@link
 * io.aromabridge.bridge.log.SyncMode#ALWAYS} a power loss; what is sent again after a crash is at most what may be in
 * flight. While the disk takes nothing, messages are given up or refused as the policy says, the link goes on, and what
 * it sends meanwhile may be sent again after a crash.
 *
 * <p>One queue is one partition of what a bridge sends: one log, read by one link.
 */
public final class DurableQueue implements OutboundQueue {
    private static final Logger log = LoggerFactory.getLogger(DurableQueue.class);

    private final DurableQueueState state;
    private final LogWriter writer;

    private volatile Runnable signal = () -> {};
    private boolean closed;

    private DurableQueue(
            LogFolder folder, Durable settings, DurableQueueState state, SegmentLog files, WriterThread thread) {
        this.state = state;
        this.writer = new LogWriter(state, folder, files, settings.sync(), thread, () -> signal.run());
    }

    /**
     * Opens a queue with what was left in it, whose link is down, and which is read in the order in which messages came.
     *
     * @param window how many messages may be in flight
     * @param name of its thread
     * @throws AromaException of kind FAILED if its folder cannot be used, or is in use
     */
    public static DurableQueue open(
            Durable settings, int window, QueueListener listener, InstantSource clock, String name)
            throws AromaException {
        DiskFolder folder = DiskFolder.open(settings.folder().resolve(Layout.partition(0)));
        return openIn(
                folder, settings, new Reading(window, SendPolicy.IN_ORDER), listener, WriterThread.named(name, clock));
    }

    /**
     * How a queue is read.
     *
     * @param window how many messages may be in flight
     * @param sending in what order
     */
    record Reading(int window, SendPolicy sending) {}

    /** As above, from this folder, which it closes at the end. */
    static DurableQueue openIn(
            LogFolder folder, Durable settings, Reading reading, QueueListener listener, WriterThread thread)
            throws AromaException {
        try {
            return open(folder, settings, reading, listener, thread);
        } catch (IOException e) {
            throw new AromaException(
                    AromaException.Kind.FAILED,
                    "queue folder " + folder + " cannot be read (" + e + "); check its owner and mode",
                    e);
        }
    }

    static DurableQueue open(
            LogFolder folder, Durable settings, Reading reading, QueueListener listener, WriterThread thread)
            throws IOException {
        Contents contents = new Contents();
        SegmentLog files = Recovery.open(folder, settings.segmentBytes(), contents);
        DurableQueueState state = new DurableQueueState(
                settings.limit(),
                reading.sending(),
                reading.window(),
                listener,
                thread.timers(),
                new LogReader(folder));
        state.restore(contents.entries.values(), contents.next);
        DurableQueue queue = new DurableQueue(folder, settings, state, files, thread);
        QueueCounters found = state.counters();
        found.waitingSince()
                .ifPresent(since -> log.info(
                        "queue {}: {} {} from before, the oldest of {}",
                        folder,
                        found.depth(),
                        found.depth() == 1 ? "message waits" : "messages wait",
                        since));
        queue.writer.rounds().wake();
        return queue;
    }

    /** What the files hold, put together. */
    private static final class Contents implements Recovery.Listener {
        private final TreeMap<Long, QueueEntry> entries = new TreeMap<>();
        private long next = 1;

        @Override
        public void message(StoredMessage stored, RecordLocation location) {
            tombstone(stored.position());
            entries.put(stored.position(), QueueEntry.of(stored, location));
            location.keep();
        }

        @Override
        public void tombstone(long position) {
            next(position + 1);
            QueueEntry entry = entries.remove(position);
            if (entry != null) {
                entry.release();
            }
        }

        @Override
        public void next(long position) {
            next = Math.max(next, position);
        }
    }

    @Override
    public CompletionStage<Void> append(QueuedMessage outbound) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        if (!state.arrive(outbound, answer)) {
            return CompletableFuture.failedStage(new IllegalStateException("the queue is closed"));
        }
        writer.rounds().wake();
        return answer;
    }

    @Override
    public Optional<InFlightMessage> next(Gate gate) {
        Optional<InFlightMessage> next = state.next(gate);
        writer.rounds().wakeInTime();
        return next;
    }

    @Override
    public void acknowledged(long position) {
        state.acknowledged(position);
        writer.rounds().wakeInTime();
    }

    @Override
    public void giveUp(long position, DropReason reason) {
        state.giveUp(position, reason);
        writer.rounds().wakeInTime();
    }

    @Override
    public void online() {
        state.online();
    }

    @Override
    public void rewind() {
        state.rewind();
        writer.rounds().wakeInTime();
    }

    @Override
    public void onAvailable(Runnable newSignal) {
        signal = newSignal;
    }

    @Override
    public void near(ScheduledExecutorService thread) {
        writer.near(thread);
    }

    @Override
    public void far() {
        writer.far();
    }

    @Override
    public Optional<String> problem() {
        return writer.problem();
    }

    @Override
    public QueueCounters counters() {
        return state.counters();
    }

    /** Writes what came, and closes the files; within two seconds unless the disk hangs. What waits stays there. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            onAvailable(() -> {});
            writer.end();
        }
    }
}
