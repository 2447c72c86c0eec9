package io.aromabridge.bridge.link;

import io.aromabridge.bridge.queue.OutboundQueue;
import io.aromabridge.bridge.queue.OutboundQueue.InFlightMessage;
import io.aromabridge.core.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Publishes what waits in the queue over one connection, as far as window and pace allow, and only as long as the other
 * side acknowledges. Runs on the link's thread.
 */
final class QueuePublisher {
    // fixed
    private final ConnectionAttempt attempt;
    private final Connection connection;
    private final OutboundQueue queue;
    private final Throttle throttle;
    private final PoisonMessageDetector detector;
    private final LinkTuning tuning;
    private final Timers timers;

    // valid for the connection
    private final LinkedHashMap<Long, InFlightMessage> inFlight = new LinkedHashMap<>();
    private boolean progress;
    private boolean watching;
    private boolean refilling;
    private Timers.Scheduled nextDrain = () -> {};
    /** Since when the oldest publish in flight is the oldest. */
    private Instant oldestSince = Instant.MIN;

    QueuePublisher(
            ConnectionAttempt attempt, Connection connection, SendContext context, LinkTuning tuning, Timers timers) {
        this.attempt = attempt;
        this.connection = connection;
        this.queue = context.queue();
        this.throttle = context.throttle();
        this.detector = context.detector();
        this.tuning = tuning;
        this.timers = timers;
    }

    /** Publishes what waits, as far as may be. */
    void drain() {
        while (inFlight.size() < detector.window(tuning.inFlight())) {
            Optional<InFlightMessage> next = queue.next(throttle);
            if (next.isEmpty()) {
                throttle.delayed().ifPresent(delay -> {
                    nextDrain.cancel();
                    nextDrain = attempt.after(delay, this::drain);
                });
                return;
            }
            publish(next.get());
        }
    }

    private void publish(InFlightMessage entry) {
        if (inFlight.isEmpty()) {
            oldestSince = timers.instant();
        }
        inFlight.put(entry.position(), entry);
        watch(tuning.operationTimeout());
        // A publish that fails stays in the queue: the attempt ends, and the queue is rewound.
        attempt.then(
                connection.publish(entry.outbound().message()), done -> acknowledged(entry.position()), attempt::fail);
    }

    private void acknowledged(long position) {
        boolean wasOldest = inFlight.keySet().iterator().next() == position;
        inFlight.remove(position);
        if (wasOldest) {
            oldestSince = timers.instant();
        }
        progress = true;
        detector.acknowledged();
        queue.acknowledged(position);
        attempt.acknowledged();
        refill();
    }

    /** Publishes when the acknowledgements that are there already are dealt with: what is sent together costs less. */
    private void refill() {
        if (!refilling) {
            refilling = true;
            attempt.run(() -> {
                refilling = false;
                drain();
            });
        }
    }

    /**
     * Watches the oldest publish with one timer. Its time runs from when it became the oldest, not from when it was
     * sent: a slow line that acknowledges one after the other is not broken, a PUBACK that was left out is.
     */
    private void watch(Duration after) {
        if (watching) {
            return;
        }
        watching = true;
        Timers.Scheduled unused = attempt.after(after, () -> {
            watching = false;
            if (inFlight.isEmpty()) {
                return;
            }
            Duration limit = tuning.operationTimeout();
            Instant now = timers.instant();
            if (now.isBefore(oldestSince)) {
                // The clock was set back; without this the wait would be longer by as much.
                oldestSince = now;
            }
            Duration left = limit.minus(Duration.between(oldestSince, now));
            if (left.isNegative() || left.isZero()) {
                attempt.fail(new StalledException(attempt.overdue("no PUBACK", limit)));
            } else {
                watch(left);
            }
        });
    }

    /** The other side hung up: what it hangs up on, if that is clear by now. */
    Optional<InFlightMessage> hungUp() {
        return progress ? Optional.empty() : detector.hungUp(inFlight.values());
    }
}
