package io.aromabridge.bench.queue;

import io.aromabridge.bridge.log.SyncMode;
import java.util.Locale;

/**
 * One way to use the queue.
 *
 * @param outstanding most messages that are appended and not yet answered for: so many at most share a write and an fsync
 * @param bar least thousands of messages a second; 0 if nothing is demanded
 */
public record QueueRow(SyncMode sync, int outstanding, int bar) {
    /** On the command line. */
    public String name() {
        return sync.name().toLowerCase(Locale.ROOT) + "-" + outstanding;
    }

    /** One message for each write is slow. */
    int messages(int all) {
        return outstanding == 1 ? Math.max(1, all / 15) : all;
    }
}
