package io.aromabridge.bridge.state;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told that a link came to another state. Thread-safe. */
public final class Changes {
    private static final Logger log = LoggerFactory.getLogger(Changes.class);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Adds one, for good. It is called on the link's thread, so it must be quick. */
    public void add(Runnable listener) {
        listeners.add(listener);
    }

    /** Tells them all; never throws. */
    public void tell() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                log.error("one that is told of changes of the bridge failed", e);
            }
        }
    }
}
