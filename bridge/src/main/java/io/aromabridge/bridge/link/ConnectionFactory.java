package io.aromabridge.bridge.link;

import java.util.concurrent.ScheduledExecutorService;

/**
 * Where one link gets its connections from, and the one thread that the link and its connections share: what the other
 * side sends is dealt with where it is read, and what is sent is written where it is decided.
 */
public interface ConnectionFactory extends AutoCloseable {
    /** The thread; a daemon. */
    ScheduledExecutorService thread();

    /** A connection that has not begun yet. */
    Connection create(Connection.Listener listener);

    /** Ends the thread without waiting for it, and whatever is still open; what is not due by now is left out. */
    @Override
    void close();
}
