package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.LogReader;
import io.aromabridge.bridge.log.RecordLocation;
import io.aromabridge.bridge.log.Segment;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of a durable queue: in memory while few wait, which is what a healthy link sees, else read back from the
 * disk. Guarded by the lock of the state.
 */
final class MessageCache {
    private static final Logger log = LoggerFactory.getLogger(MessageCache.class);

    /** So much of what waits stays in memory too. */
    private static final long CACHE_BYTES = 2 << 20;

    private final LogReader reader;
    private long cached;

    MessageCache(LogReader reader) {
        this.reader = reader;
    }

    /** The message of an entry; empty if the disk does not give it back. */
    Optional<QueuedMessage> of(QueueEntry entry) {
        RecordLocation location = entry.location;
        if (entry.outbound != null || location == null) {
            return entry.outbound();
        }
        try {
            return Optional.of(reader.read(location).message()).map(message -> new QueuedMessage(message, message));
        } catch (IOException e) {
            log.warn("queue: a message cannot be read back from the disk ({}); check the disk", e.toString());
            return Optional.empty();
        }
    }

    /** It begins to wait, and is on the disk by now. */
    void enter(QueueEntry entry) {
        if (cached + entry.bytes <= CACHE_BYTES) {
            cached += entry.bytes;
        } else {
            entry.outbound = null;
        }
    }

    /** What was in flight waits again; it is in memory still. */
    void again(long bytes) {
        cached += bytes;
    }

    /** It does not wait any more. */
    void leave(QueueEntry entry) {
        if (entry.outbound != null && entry.location != null) {
            cached -= entry.bytes;
        }
    }

    /** Lets go of a file that is about to be deleted. */
    void forget(Segment segment) throws IOException {
        reader.forget(segment);
    }

    void close() throws IOException {
        reader.close();
    }
}
