package io.aromabridge.bridge.queue;

import io.aromabridge.core.time.Timers;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Begins the rounds in which a queue's log is written: one when something came, near if it can be written without
 * waiting for the disk, else on the writer's thread. Thread-safe.
 */
final class Rounds {
    /** So long an acknowledgement waits for a message that shares its write. */
    private static final Duration SOON = Duration.ofMillis(5);

    /** What is written in a round; called when it is its turn. */
    interface Round {
        /** Whether what there is to write is written without waiting. */
        boolean isQuick();

        /** Writes that. */
        void quick();

        /** Writes what there is to write, and may wait. */
        void whole();
    }

    // fixed
    private final Turn turn;
    private final DurableQueueState state;
    private final Round round;
    private final Haste haste = new Haste(System::nanoTime);

    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicBoolean soon = new AtomicBoolean();

    Rounds(Turn turn, DurableQueueState state, Round round) {
        this.turn = turn;
        this.state = state;
        this.round = round;
    }

    /** Quick ones are done on this thread from now on. */
    void near(ScheduledExecutorService thread) {
        turn.near(thread);
    }

    /**
     * That thread ends; what it was to do is done elsewhere.
     *
     * @param before is done before the next round
     */
    void far(Runnable before) {
        turn.far();
        Timers.Scheduled unused = turn.waiting().after(Duration.ZERO, () -> {
            soon.set(false);
            before.run();
            whole();
        });
    }

    /** There may be something to write. */
    void wake() {
        if (awake.compareAndSet(false, true)) {
            turn.soon(this::quick, this::whole);
        }
    }

    /** There may be; what may wait a moment shares the write with what comes meanwhile. */
    void wakeInTime() {
        if (state.isUrgent()) {
            wake();
        } else if (state.hasWork() && soon.compareAndSet(false, true)) {
            turn.later(SOON, () -> {
                soon.set(false);
                wake();
            });
        }
    }

    private boolean quick() {
        if (!haste.isAllowed() || !round.isQuick()) {
            return false;
        }
        awake.set(false);
        haste.measure(round::quick);
        again();
        return true;
    }

    private void whole() {
        awake.set(false);
        round.whole();
        again();
    }

    private void again() {
        if (state.hasWork()) {
            wakeInTime();
        }
    }
}
