package io.aromabridge.app.run;

import io.aromabridge.app.ExitCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** How long a command runs: until Ctrl-C, SIGTERM, or the end of {@code --for}. */
public final class Lifetime {
    private final CompletableFuture<ExitCode> end = new CompletableFuture<>();

    private Lifetime() {}

    /**
     * Begins now, with the process's signals.
     *
     * @param bound the value of {@code --for}
     */
    public static Lifetime begin(Optional<Duration> bound) {
        Lifetime lifetime = new Lifetime();
        Signals.on("INT", () -> lifetime.end(ExitCode.INTERRUPTED));
        Signals.on("TERM", () -> lifetime.end(ExitCode.DONE));
        bound.ifPresent(d -> lifetime.end.completeOnTimeout(ExitCode.DONE, d.toMillis(), TimeUnit.MILLISECONDS));
        return lifetime;
    }

    /** Ends it; a second time, while the first is still at work, the process ends at once. */
    private void end(ExitCode code) {
        if (!end.complete(code)) {
            Runtime.getRuntime().halt(code.code());
        }
    }

    /**
     * Waits until something is done, or the end.
     *
     * @return the exit code if the end came first
     * @throws ExecutionException if the something failed
     */
    public <T> Optional<ExitCode> awaitOr(CompletableFuture<T> something) throws ExecutionException {
        try {
            CompletableFuture.anyOf(something, end).get();
            return end.isDone() ? Optional.of(end.join()) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(ExitCode.INTERRUPTED);
        }
    }

    /** Waits for the end. */
    public ExitCode await() {
        try {
            return end.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end cannot fail", e);
        }
    }
}
