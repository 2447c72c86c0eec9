package io.aromabridge.bridge;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The real time, which a test sets forward. */
final class TestClock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(ahead);
    }

    /** Sets it this much ahead of the real time. */
    void ahead(Duration by) {
        ahead = by;
    }
}
