package io.aromabridge.app.watch;

import io.aromabridge.app.run.LineTail;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a running system: asks for its state, follows its diffusion log, and informs a view. A system that goes away is said
 * once and looked for until it is back, where its endpoints file then says that it is. Everything happens on one thread.
 */
public final class Watch implements AutoCloseable {
    /** How often the state is asked for. */
    private static final Duration POLL = Duration.ofMillis(500);

    /** How often the diffusion log is looked at. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private static final long STOP_MS = 1000;
    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    private final RunningSystem.Finder finder;
    private final InstantSource clock;
    private final StateClient client = new StateClient();
    private final StateChanges changes = new StateChanges();
    private final ScheduledExecutorService executor =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "watch"));
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    private RunningSystem place;
    private SystemState state;
    private Optional<LineTail> tail = Optional.empty();
    private List<Event> news = new ArrayList<>();
    private boolean away;
    private long looks;

    private Watch(RunningSystem.Finder finder, InstantSource clock, RunningSystem place, SystemState state) {
        this.finder = finder;
        this.clock = clock;
        this.place = place;
        this.state = state;
    }

    /**
     * Finds the system and asks it once. Diffusions count from now on.
     *
     * @throws AromaException UNREACHABLE if no system is found or it does not answer
     */
    public static Watch of(RunningSystem.Finder finder, InstantSource clock) throws AromaException {
        try {
            RunningSystem place = finder.find();
            Watch watch = new Watch(finder, clock, place, SystemState.EMPTY);
            watch.follow(place.diffusions());
            watch.ask(place);
            return watch;
        } catch (AromaException e) {
            String mend = e.kind() == Kind.UNREACHABLE
                    ? "; start a system with 'aroma demo', or name its endpoints file with --endpoints"
                    : "";
            throw new AromaException(e.kind(), e.getMessage() + mend, e);
        }
    }

    /** Where the system is. */
    public RunningSystem place() {
        return place;
    }

    /**
     * Begins to inform a view.
     *
     * @return completes when the view has ended; exceptionally if watching fails
     */
    public CompletableFuture<Void> start(View view) {
        var unused = executor.scheduleWithFixedDelay(() -> look(view), 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return over;
    }

    private void look(View view) {
        try {
            boolean polls = looks % (POLL.toMillis() / LOOK.toMillis()) == 0;
            if (polls && looks > 0) {
                poll();
            }
            looks++;
            readLog();
            if (polls || !news.isEmpty()) {
                List<Event> told = news;
                news = new ArrayList<>();
                if (!view.show(place.toString(), state, told)) {
                    over.complete(null);
                }
            }
        } catch (AromaException | RuntimeException | Error e) {
            over.completeExceptionally(e);
            executor.shutdown();
        }
    }

    private void poll() throws AromaException {
        try {
            RunningSystem found = finder.find();
            follow(found.diffusions());
            place = found;
            ask(found);
        } catch (AromaException e) {
            if (e.kind() == Kind.FAILED) {
                throw e;
            }
            log.debug("no state", e);
            if (!away) {
                news.add(new Event.Away(clock.instant(), String.valueOf(e.getMessage())));
                away = true;
                state = SystemState.EMPTY;
                changes.reset();
            }
        }
    }

    private void ask(RunningSystem found) throws AromaException {
        if (found.dashboard().isPresent()) {
            state = client.get(found.dashboard().get());
        }
        if (away) {
            news.add(new Event.Back(clock.instant()));
            away = false;
        }
        news.addAll(changes.next(state, clock.instant()));
    }

    private void follow(Optional<Path> diffusions) throws AromaException {
        if (diffusions.isEmpty() || tail.map(LineTail::file).equals(diffusions)) {
            return;
        }
        try {
            tail = Optional.of(LineTail.fromEnd(diffusions.get()));
        } catch (IOException e) {
            throw unreadable(diffusions.get(), e);
        }
    }

    private void readLog() throws AromaException {
        if (tail.isEmpty()) {
            return;
        }
        try {
            for (String line : tail.get().read()) {
                Event.Diffusion.of(line, clock.instant())
                        .ifPresentOrElse(
                                news::add,
                                () -> log.warn(
                                        "{}: a line is no JSON object, and is left out; its length is {}",
                                        tail.get().file(),
                                        line.length()));
            }
        } catch (IOException e) {
            throw unreadable(tail.get().file(), e);
        }
    }

    private static AromaException unreadable(Path file, IOException e) {
        return new AromaException(Kind.FAILED, file + ": the diffusion log cannot be read (" + e + ")", e);
    }

    /** Stops; the view is not informed any more. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(STOP_MS, TimeUnit.MILLISECONDS)) {
                log.warn("Watching did not stop within {} ms", STOP_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
