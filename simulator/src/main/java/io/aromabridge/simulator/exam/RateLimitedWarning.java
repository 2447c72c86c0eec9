package io.aromabridge.simulator.exam;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** A warning about clients: logged at once the first time, then at most once in ten seconds, with the number suppressed. */
final class RateLimitedWarning {
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Consumer<String> log;
    private Instant quietUntil = Instant.MIN;
    private long suppressed;

    RateLimitedWarning(InstantSource clock, Consumer<String> log) {
        this.clock = clock;
        this.log = log;
    }

    void warn(String line) {
        Instant now = clock.instant();
        if (now.isBefore(quietUntil)) {
            suppressed++;
            return;
        }
        log.accept(suppressed == 0 ? line : line + " (and " + suppressed + " more since the last such line)");
        suppressed = 0;
        quietUntil = now.plus(QUIET);
    }
}
