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

    /** The message at a place. Fails also if what is there is not sound. */
    public Stored read(Place place) throws IOException {
        try {
            LogFile from = open(place.segment());
            boolean there =
                    place.offset() >= windowOffset && place.offset() + place.length() <= windowOffset + window.limit();
            if (!there) {
                ByteBuffer fresh = ByteBuffer.allocate(Math.max(AHEAD_BYTES, place.length()));
                from.read(fresh, place.offset());
                window = fresh.flip();
                windowOffset = place.offset();
            }
        } catch (IOException e) {
            forget(place.segment());
            throw e;
        }
        int at = (int) (place.offset() - windowOffset);
        return Records.sound(window, at)
                .filter(length -> length == place.length())
                .flatMap(length -> Records.message(window, at, length))
                .orElseThrow(() -> new IOException(place.segment() + " is damaged at byte " + place.offset()));
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
    public void forget(Segment gone) throws IOException {
        if (gone.equals(segment)) {
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
