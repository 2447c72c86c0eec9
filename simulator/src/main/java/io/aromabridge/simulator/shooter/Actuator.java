package io.aromabridge.simulator.shooter;

import io.aromabridge.core.time.Timers;
import java.time.Duration;
import java.time.Instant;

/**
 * What is on for a time: a channel, or the booster. Keeps count of its continuous time: Hackaroma's guide says that more
 * than 10 s may damage the device, and advises pauses of 5 s.
 *
 * <p>Shorter pauses do not interrupt a <em>stretch</em>: the time that it was on before them still counts.
 */
final class Actuator {
    /** More than this in one stretch is too long. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** A pause that ends a stretch: 5 s are advised, of which a sender's jitter may take some. */
    private static final Duration PAUSE = Duration.ofMillis(4500);

    private final Timers timers;

    private boolean running;
    private Timers.Scheduled end = () -> {};

    /** The command in force. */
    private Instant since = Instant.EPOCH;

    private Duration lasting = Duration.ZERO;

    /** The stretch, up to the command in force. */
    private Duration before = Duration.ZERO;

    private Instant offSince = Instant.EPOCH;
    private boolean warned;

    Actuator(Timers timers) {
        this.timers = timers;
    }

    boolean running() {
        return running;
    }

    /** When it ends by itself, if it runs. */
    Instant until() {
        return since.plus(lasting);
    }

    /**
     * Turns it on, or lets it go on, for this long from now.
     *
     * @param finished runs when the time is up, unless another command comes first
     * @return whether this makes the stretch too long, and no earlier command of the stretch did
     */
    boolean run(Duration duration, Runnable finished) {
        Instant now = timers.instant();
        if (running) {
            before = before.plus(elapsed(now));
            end.cancel();
        } else if (Duration.between(offSince, now).compareTo(PAUSE) >= 0) {
            before = Duration.ZERO;
            warned = false;
        }
        running = true;
        since = now;
        lasting = duration;
        end = timers.after(duration, () -> {
            off(until());
            finished.run();
        });
        boolean tooLong = before.plus(duration).compareTo(LIMIT) > 0;
        boolean first = tooLong && !warned;
        warned |= tooLong;
        return first;
    }

    /** Turns it off if it is on. */
    void stop() {
        if (running) {
            end.cancel();
            off(timers.instant());
        }
    }

    private void off(Instant at) {
        running = false;
        before = before.plus(elapsed(at));
        offSince = at;
    }

    /** For how long the command in force has been: a timer that fires late adds nothing. */
    private Duration elapsed(Instant now) {
        Duration elapsed = Duration.between(since, now);
        if (elapsed.isNegative()) {
            return Duration.ZERO;
        }
        return elapsed.compareTo(lasting) > 0 ? lasting : elapsed;
    }
}
