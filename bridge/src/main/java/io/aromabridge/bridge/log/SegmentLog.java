package io.aromabridge.bridge.log;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the files of a log: appends to the newest, begins another when that is full, and deletes the oldest once nothing
 * in it is wanted. Only ever the oldest, so that its messages never outlive their tombstones. Used by
 * one thread; knows bytes and places, and nothing of what the messages are for.
 */
public final class SegmentLog implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(SegmentLog.class);

    /** So many files beyond twice of what is wanted are no waste yet. */
    private static final long SPARE_SEGMENTS = 3;

    private final LogFolder folder;
    private final int segmentBytes;
    private final ArrayDeque<Segment> segments;
    private long nextNumber;

    private @Nullable LogFile active;
    private boolean nameSynced;
    private boolean deletionUnsynced;

    SegmentLog(LogFolder folder, int segmentBytes, Collection<Segment> segments, long nextNumber) {
        this.folder = folder;
        this.segmentBytes = segmentBytes;
        this.segments = new ArrayDeque<>(segments);
        this.nextNumber = nextNumber;
    }

    /** Whether so many bytes more would go to another file. */
    public boolean rolls(int bytes) {
        return active == null || (newest().size() > Records.HEADER_BYTES && newest().size() + bytes > segmentBytes);
    }

    private Segment newest() {
        return segments.getLast();
    }

    /**
     * Writes a batch at the end; the operating system has it when this returns. It goes to a new file if
     * {@link #rolls}. After a failure {@link #undo} is due.
     *
     * @param nextPosition higher than all positions that were ever used
     * @return where it lies as a whole
     */
    public RecordLocation write(RecordBatch batch, long nextPosition) throws IOException {
        LogFile to = active;
        if (to == null || rolls(batch.size())) {
            to = begin(nextPosition);
        }
        Segment segment = newest();
        RecordLocation location = new RecordLocation(segment, segment.size(), batch.size());
        to.write(batch.content(), location.offset());
        segment.size(location.offset() + location.length());
        return location;
    }

    private LogFile begin(long nextPosition) throws IOException {
        endActive();
        Segment segment = new Segment(nextNumber, Records.HEADER_BYTES);
        LogFile file = folder.create(segment.name());
        nextNumber++;
        segments.addLast(segment);
        active = file;
        nameSynced = false;
        file.write(Records.header(segment.number(), nextPosition), 0);
        return file;
    }

    /** Returns when all that was written to the newest file is on the disk, and its name too. */
    public void sync() throws IOException {
        syncJob().run();
    }

    /**
     * The same as a job for another thread, while this one goes on writing; what is written after this call may be left
     * out. Until it has ended, and that is known here, there may be no other sync, no other file and no {@link #undo}.
     */
    public SyncJob syncJob() {
        LogFile file = active;
        if (file == null) {
            return () -> {};
        }
        return () -> {
            file.sync();
            if (!nameSynced) {
                folder.sync();
                nameSynced = true;
            }
        };
    }

    /** Puts on the disk what was written. */
    @FunctionalInterface
    public interface SyncJob {
        /** Returns when it is there. */
        void run() throws IOException;
    }

    /** After a failure: takes back what was written since this size, and never writes to that file again. */
    public void undo(Optional<RecordLocation> written) {
        LogFile file = active;
        if (file == null) {
            return;
        }
        Segment segment = newest();
        long size = written.map(RecordLocation::offset).orElse(segment.size());
        try {
            file.truncate(size);
        } catch (IOException e) {
            log.debug("{}: {} could not be cut", folder, segment, e);
        }
        segment.size(size);
        try {
            endActive();
            if (size == Records.HEADER_BYTES) {
                folder.delete(segment.name());
                segments.removeLast();
                nextNumber = segment.number();
            }
        } catch (IOException e) {
            log.debug("{}: {} could not be closed", folder, segment, e);
        }
    }

    private void endActive() throws IOException {
        LogFile file = active;
        active = null;
        if (file != null) {
            file.close();
        }
    }

    /** The oldest file that is not written to any more. */
    public Optional<Segment> oldest() {
        boolean none = segments.isEmpty() || (segments.size() == 1 && active != null);
        return none ? Optional.empty() : Optional.of(segments.getFirst());
    }

    /** The oldest file, if nothing in it is wanted. */
    public Optional<Segment> spent() {
        return oldest().filter(Segment::empty);
    }

    /** Deletes the oldest file for good. */
    public void delete(Segment segment) throws IOException {
        if (deletionUnsynced) {
            folder.sync();
        }
        folder.delete(segment.name());
        segments.remove(segment);
        // Before the next one goes: what it says about messages of this one is needed as long as this one is there.
        deletionUnsynced = true;
        folder.sync();
        deletionUnsynced = false;
    }

    /** Whether the files hold so little of use that it pays to write it anew. */
    public boolean wasteful() {
        long live = 0;
        long size = 0;
        for (Segment segment : segments) {
            live += segment.liveBytes();
            size += segment.size();
        }
        return size > 2 * live + SPARE_SEGMENTS * segmentBytes;
    }

    /** Whether there is a file to be deleted or written anew. */
    public boolean hasWaste() {
        return spent().isPresent() || wasteful();
    }

    /** How many files there are. */
    public int count() {
        return segments.size();
    }

    /** How much the files take. */
    public long bytes() {
        return segments.stream().mapToLong(Segment::size).sum();
    }

    /** Ends writing to the newest file, which counts as an old one then. */
    @Override
    public void close() throws IOException {
        endActive();
    }
}
