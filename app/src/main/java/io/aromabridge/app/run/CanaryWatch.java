package io.aromabridge.app.run;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.health.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a message the whole way and back again and again, so that health speaks of messages and not of sockets: local
 * client, broker, bridge, cloud, and back.
 */
final class CanaryWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CanaryWatch.class);

    /** So that a broken way is known well within the 35 s that health is given to notice. */
    private static final Duration EVERY = Duration.ofSeconds(10);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** One flight. */
    @FunctionalInterface
    interface Flight {
        /** Ends when the canary is back. */
        void fly(Duration timeout) throws AromaException;
    }

    private final Flight flight;
    private final InstantSource clock;
    private final ScheduledExecutorService executor;
    private volatile Optional<String> problem = Optional.empty();

    private CanaryWatch(Flight flight, InstantSource clock) {
        this.flight = flight;
        this.clock = clock;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "canary");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins; the first flight is after the first interval. */
    static CanaryWatch start(Flight flight, InstantSource clock) {
        CanaryWatch watch = new CanaryWatch(flight, clock);
        var unused = watch.executor.scheduleWithFixedDelay(
                watch::flyOnce, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void flyOnce() {
        Instant sent = clock.instant();
        try {
            flight.fly(TIMEOUT);
            if (problem.isPresent()) {
                log.info("canary: comes back from the cloud again");
            }
            problem = Optional.empty();
        } catch (AromaException e) {
            if (executor.isShutdown()) {
                return;
            }
            if (problem.isEmpty()) {
                log.warn("canary: does not come back from the cloud: {}", e.getMessage());
            }
            problem = Optional.of("the one sent at " + sent + ": " + e.getMessage());
        } catch (RuntimeException e) {
            log.error("canary: internal error, not published", e);
        }
    }

    /** Fails while the last canary did not come back. */
    HealthCheck check() {
        return new HealthCheck("canary", () -> problem);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
