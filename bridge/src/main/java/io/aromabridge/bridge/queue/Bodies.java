package io.aromabridge.bridge.queue;

import io.aromabridge.bridge.log.LogReader;
import io.aromabridge.bridge.log.Place;
import io.aromabridge.bridge.log.Segment;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of a durable queue: in memory while few wait, which is what a healthy link sees, else read back from the
 * disk. Guarded by the lock of the ledger.
 */
final class Bodies {
    private static final Logger log = LoggerFactory.getLogger(Bodies.class);

    /** So much of what waits stays in memory too. */
    private static final long CACHE_BYTES = 2 << 20;

    private final LogReader reader;
    private long cached;

    Bodies(LogReader reader) {
        this.reader = reader;
    }

    /** The message of a slot; empty if the disk does not give it back. */
    Optional<Outbound> of(Slot slot) {
        Place place = slot.place;
        if (slot.outbound != null || place == null) {
            return slot.outbound();
        }
        try {
            return Optional.of(reader.read(place).message()).map(message -> new Outbound(message, message));
        } catch (IOException e) {
            log.warn("queue: a message cannot be read back from the disk ({}); look at the disk", e.toString());
            return Optional.empty();
        }
    }

    /** It begins to wait, and is on the disk by now. */
    void enter(Slot slot) {
        if (cached + slot.bytes <= CACHE_BYTES) {
            cached += slot.bytes;
        } else {
            slot.outbound = null;
        }
    }

    /** What was in flight waits again; it is in memory still. */
    void again(long bytes) {
        cached += bytes;
    }

    /** It does not wait any more. */
    void leave(Slot slot) {
        if (slot.outbound != null && slot.place != null) {
            cached -= slot.bytes;
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
