package io.aromabridge.bridge.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads messages back, some ahead, because a backlog is read in order. Used by one thread at a time. */
public final class LogReader implements Closeable {
    private static final int AHEAD_BYTES = 64 * 1024;

    private final LogFolder folder;
    private @Nullable Segment segment;
    private @Nullable LogFile file;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowOffset;

    /** Nothing is opened before it is needed. */
    public LogReader(LogFolder folder) {
        this.folder = folder;
    }

    /** The message at a location. Fails also if what is there is not sound. */
    public StoredMessage read(RecordLocation location) throws IOException {
        try {
            LogFile from = open(location.segment());
            boolean there = location.offset() >= windowOffset
                    && location.offset() + location.length() <= windowOffset + window.limit();
            if (!there) {
                ByteBuffer fresh = ByteBuffer.allocate(Math.max(AHEAD_BYTES, location.length()));
                from.read(fresh, location.offset());
                window = fresh.flip();
                windowOffset = location.offset();
            }
        } catch (IOException e) {
            forget(location.segment());
            throw e;
        }
        int at = (int) (location.offset() - windowOffset);
        return Records.sound(window, at)
                .filter(length -> length == location.length())
                .flatMap(length -> Records.message(window, at, length))
                .orElseThrow(() -> new IOException(location.segment() + " is damaged at byte " + location.offset()));
    }

    private LogFile open(Segment wanted) throws IOException {
        LogFile open = file;
        if (open == null || !wanted.equals(segment)) {
            close();
            open = folder.open(wanted.name());
            file = open;
            segment = wanted;
        }
        return open;
    }

    /** Lets go of a file that is about to be deleted. */
    public void forget(Segment deleted) throws IOException {
        if (deleted.equals(segment)) {
            close();
        }
    }

    @Override
    public void close() throws IOException {
        LogFile open = file;
        file = null;
        segment = null;
        window = ByteBuffer.allocate(0);
        if (open != null) {
            open.close();
        }
    }
}
