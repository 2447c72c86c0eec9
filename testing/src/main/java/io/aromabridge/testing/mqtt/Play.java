package io.aromabridge.testing.mqtt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Scripts that run in the background, one connection after the other. */
public final class Play {
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Duration limit;

    private Play(Duration limit) {
        this.limit = limit;
    }

    static Play begin(ScriptedBroker broker, Duration limit, Script... scripts) {
        Play play = new Play(limit.multipliedBy(4L * scripts.length));
        Thread thread = new Thread(
                () -> {
                    try {
                        for (Script script : scripts) {
                            script.play(broker.accept());
                        }
                        play.end.complete(null);
                    } catch (Exception | AssertionError e) {
                        play.end.completeExceptionally(e);
                    }
                },
                "scripted-broker-" + broker.port());
        thread.setDaemon(true);
        thread.start();
        return play;
    }

    /**
     * Waits for the end of the last script.
     *
     * @throws AssertionError what a script failed with; or if they do not end, four times the broker's limit for each
     */
    public void awaitEnd() throws InterruptedException {
        try {
            end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError failed) {
                throw failed;
            }
            throw new AssertionError("a script broke off: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the scripts did not end within " + limit.toMillis() + " ms", e);
        }
    }
}
