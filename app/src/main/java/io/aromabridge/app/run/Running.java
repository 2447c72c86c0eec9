package io.aromabridge.app.run;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running components, in the order of their start; they are stopped in the reverse order. */
public final class Running implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Running.class);

    /** Something to stop; unlike {@link AutoCloseable} it throws nothing checked. */
    @FunctionalInterface
    public interface Component {
        /** Stops it. */
        void stop();
    }

    private final Deque<Component> components = new ArrayDeque<>();

    /** Adds a component that was just started. */
    public synchronized void add(Component component) {
        components.push(component);
    }

    /** Stops everything; one that fails does not keep the others from stopping. Idempotent. */
    @Override
    public synchronized void close() {
        while (!components.isEmpty()) {
            try {
                components.pop().stop();
            } catch (RuntimeException e) {
                log.error("shutdown: a component failed to stop", e);
            }
        }
    }
}
