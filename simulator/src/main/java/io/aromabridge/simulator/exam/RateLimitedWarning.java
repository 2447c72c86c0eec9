package io.aromabridge.simulator.exam;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Warns of what others do wrong: the first time at once, then at most once in ten seconds, with how often meanwhile. */
final class RateLimitedWarning {
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Consumer<String> log;
    private Instant quietUntil = Instant.MIN;
    private long unsaid;

    RateLimitedWarning(InstantSource clock, Consumer<String> log) {
        this.clock = clock;
        this.log = log;
    }

    void warn(String line) {
        Instant now = clock.instant();
        if (now.isBefore(quietUntil)) {
            unsaid++;
            return;
        }
        log.accept(unsaid == 0 ? line : line + " (and " + unsaid + " more since the last such line)");
        unsaid = 0;
        quietUntil = now.plus(QUIET);
    }
}
