package io.aromabridge.broker.session;

import java.util.concurrent.CompletableFuture;

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

    /** Nothing outlives the process: the sessions themselves are memory enough. */
    static SessionStore inMemory() {
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        return unused -> done;
    }
}
