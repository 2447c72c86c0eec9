package io.aromabridge.bridge.link;

import java.time.Duration;

/**
 * Times and sizes of a link.
 *
 * @param keepAlive 1 s to 65 535 s, whole seconds; AWS IoT takes 30 s to 1200 s
 * @param connectTimeout from the start of an attempt to CONNACK
 * @param operationTimeout how long SUBACK and PUBACK may take
 * @param inFlight how many publishes may be unacknowledged, 1 to 65 535; AWS IoT allows 100
 * @param backoff the waits between attempts
 */
public record LinkTuning(
        Duration keepAlive, Duration connectTimeout, Duration operationTimeout, int inFlight, Backoff backoff) {
    private static final int MAX_16_BIT = 65_535;

    /** 60 s, 10 s, 5 s, 100, and the usual back-off. */
    public static final LinkTuning DEFAULT =
            new LinkTuning(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(5), 100, Backoff.DEFAULT);

    /** Throws {@link IllegalArgumentException} for a value out of its range. */
    public LinkTuning {
        if (!keepAlive.equals(Duration.ofSeconds(keepAlive.toSeconds()))
                || keepAlive.toSeconds() < 1
                || keepAlive.toSeconds() > MAX_16_BIT) {
            throw new IllegalArgumentException("keep alive " + keepAlive + ": it must be whole seconds, 1 to 65535");
        }
        requirePositive("connect time-out", connectTimeout);
        requirePositive("operation time-out", operationTimeout);
        if (inFlight < 1 || inFlight > MAX_16_BIT) {
            throw new IllegalArgumentException("in flight " + inFlight + ": it must be 1 to 65535");
        }
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.toMillis() < 1 || duration.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(what + " " + duration + ": it must be 1 ms to a day");
        }
    }
}
