package io.aromabridge.broker.session;

import java.util.concurrent.CompletableFuture;

/** Combines two futures, without an object for each message if they are complete already. */
final class Stages {
    private Stages() {}

    static CompletableFuture<Void> both(CompletableFuture<Void> one, CompletableFuture<Void> other) {
        if (one == other || isGood(one)) {
            return other;
        }
        return isGood(other) ? one : CompletableFuture.allOf(one, other);
    }

    private static boolean isGood(CompletableFuture<Void> stage) {
        return stage.isDone() && !stage.isCompletedExceptionally();
    }
}
