package io.aromabridge.app.run;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs, in the order it was started; stops in the reverse order. */
public final class Running implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Running.class);

    /** Something to stop; unlike {@link AutoCloseable} it throws nothing checked. */
    @FunctionalInterface
    public interface Part {
        /** Stops it. */
        void stop();
    }

    private final Deque<Part> parts = new ArrayDeque<>();

    /** Adds what was just started. */
    public synchronized void add(Part part) {
        parts.push(part);
    }

    /** Stops everything; what fails does not keep the rest from stopping. Idempotent. */
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().stop();
            } catch (RuntimeException e) {
                log.error("a part did not stop cleanly", e);
            }
        }
    }
}
