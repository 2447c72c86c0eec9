package io.aromabridge.simulator;

import io.aromabridge.core.time.Timers;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Timers whose tasks log what they throw, which would otherwise be lost on the executor. */
record LoggingTimers(Timers timers) implements Timers {
    private static final Logger log = LoggerFactory.getLogger(Simulation.class);

    @Override
    public Instant instant() {
        return timers.instant();
    }

    @Override
    public Scheduled after(Duration delay, Runnable task) {
        return timers.after(delay, () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                log.error("simulated device failed", e);
            }
        });
    }
}
