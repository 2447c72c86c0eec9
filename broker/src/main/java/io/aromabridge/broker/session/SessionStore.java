package io.aromabridge.broker.session;

import io.aromabridge.core.metric.Sample;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Where what has to outlive a connection is kept. */
@FunctionalInterface
public interface SessionStore {
    /**
     * Keeps one change. Called in order for each session, with its lock held; never blocks and never throws.
     *
     * @return completes once it is kept: an acknowledgement that depends on it waits; exceptionally if it cannot be
     *     kept. To be completed without a lock that this method needs
     */
    CompletableFuture<Void> keep(Change change);

    /**
     * Runs what keeps several changes that belong together: whatever happens, all of them are there afterwards, or
     * none. The task must not wait for any of them.
     */
    default <T> T together(Supplier<T> changes) {
        return changes.get();
    }

    /**
     * Tells the changes that make up what was kept before this start, each session's messages in order, and each of
     * these followed by what became of it. To be called once, before anything is kept.
     */
    default void replay(Consumer<Change> to) {}

    /** What there is to measure. */
    default List<Sample> samples() {
        return List.of();
    }

    /** Nothing outlives the process: the sessions themselves are memory enough. */
    static SessionStore inMemory() {
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        return unused -> done;
    }
}
