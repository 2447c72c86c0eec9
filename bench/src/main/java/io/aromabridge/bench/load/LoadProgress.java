package io.aromabridge.bench.load;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether a run moves, and for how long it may. Times are those of {@link System#nanoTime}. */
final class LoadProgress {
    private final Load load;
    private final long start;
    private long last;
    private long longestPause;

    LoadProgress(Load load, long now) {
        this.load = load;
        this.start = now;
        this.last = now;
    }

    /** Something was received or acknowledged. */
    void moved(long now) {
        longestPause = Math.max(longestPause, now - last);
        last = now;
    }

    /** Why the run has to be given up, if it has to. */
    Optional<String> trouble(long now) {
        if (now - last > TimeUnit.MILLISECONDS.toNanos(load.stallMillis())) {
            longestPause = Math.max(longestPause, now - last);
            return Optional.of("nothing moved for " + load.stallMillis() + " ms");
        }
        if (now - start > TimeUnit.MILLISECONDS.toNanos(load.limitMillis())) {
            return Optional.of("it was not done after " + load.limitMillis() + " ms");
        }
        return Optional.empty();
    }

    /** From the start to the last movement. */
    long nanos() {
        return last - start;
    }

    long longestPause() {
        return longestPause;
    }
}
