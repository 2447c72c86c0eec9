package io.aromabridge.broker.session;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How full an {@link Outbox} is, and what follows: a connected client that takes its messages holds its publishers back
 * while its queue is half full, so that none is lost; one that is away or too slow loses the newest. Guarded by its
 * outbox.
 *
 * <pre>
 *   FREE ──half full, connected──▶ HOLDING ──limits.hold() later──▶ TOO_SLOW
 *     ▲                                │                               │
 *     └────────── a quarter full, or the connection is gone ───────────┘
 * </pre>
 *
 * <p>From TOO_SLOW it comes back to HOLDING once it has taken a quarter within {@code limits.hold()}.
 */
final class OutboxBounds {
    private static final Logger log = LoggerFactory.getLogger(OutboxBounds.class);

    private enum State {
        FREE,
        HOLDING,
        TOO_SLOW
    }

    // fixed
    private final String clientId;

    // valid for the connection, and after it until the next
    private DeliveryLimits limits = DeliveryLimits.DEFAULT;
    private DeliveryCounters counters = new DeliveryCounters();

    // valid for the session
    private int messages;
    private long bytes;
    private volatile State state = State.FREE;
    private long heldUntil;
    private final Set<Runnable> held = new LinkedHashSet<>();
    private long droppedInARow;

    // while it is too slow
    private long takenSince;
    private int takenMessages;
    private long takenBytes;

    OutboxBounds(String clientId) {
        this.clientId = clientId;
    }

    void attach(DeliveryLimits given, DeliveryCounters listener) {
        restored(given, listener);
        holdIfFull();
    }

    /** What holds until the next connection. */
    void restored(DeliveryLimits given, DeliveryCounters listener) {
        limits = given;
        counters = listener;
    }

    /** Who was held back, to be called outside of the lock. */
    List<Runnable> detach() {
        state = State.FREE;
        return released();
    }

    /** Whether a message fits; one that does not is counted as dropped. */
    boolean hasRoom(Publication publication) {
        if (messages < limits.queueMessages() && bytes + publication.bytes() <= limits.queueBytes()) {
            return true;
        }
        counters.countDropped();
        if (droppedInARow++ == 0) {
            log.warn(
                    "client '{}': its queue is full ({} messages, {} bytes), newer messages are dropped until it takes"
                            + " some; if it will not come back, let it connect once with a clean session",
                    clientId,
                    messages,
                    bytes);
        }
        return false;
    }

    void added(Publication publication, boolean connected) {
        messages++;
        bytes += publication.bytes();
        if (connected) {
            holdIfFull();
        }
    }

    private void holdIfFull() {
        if (state == State.FREE && isAbove(2)) {
            heldUntil = System.nanoTime() + limits.hold().toNanos();
            state = State.HOLDING;
        }
    }

    void removed(Publication publication) {
        messages--;
        bytes -= publication.bytes();
        takenMessages++;
        takenBytes += publication.bytes();
    }

    /** After something was taken: who was held back and may go on, to be called outside of the lock. */
    List<Runnable> freed() {
        if (state == State.TOO_SLOW) {
            holdIfItTakesAgain();
        }
        if ((state == State.FREE && droppedInARow == 0) || isAbove(4)) {
            return List.of();
        }
        if (droppedInARow > 0) {
            log.info("client '{}' takes messages again; {} were dropped", clientId, droppedInARow);
            droppedInARow = 0;
        }
        state = State.FREE;
        return released();
    }

    /**
     * Whoever takes a quarter within the time of a hold would not have become too slow: it was held up once, by a busy
     * disk or machine. Without this its queue would stay full for as long as the publishers are no slower than it.
     */
    private void holdIfItTakesAgain() {
        if (takenMessages < Math.max(1, limits.queueMessages() / 4) && takenBytes < limits.queueBytes() / 4) {
            return;
        }
        long now = System.nanoTime();
        if (now - takenSince <= limits.hold().toNanos()) {
            heldUntil = now + limits.hold().toNanos();
            state = State.HOLDING;
        }
        countAnew(now);
    }

    private void countAnew(long now) {
        takenSince = now;
        takenMessages = 0;
        takenBytes = 0;
    }

    private List<Runnable> released() {
        List<Runnable> all = List.copyOf(held);
        held.clear();
        return all;
    }

    private boolean isAbove(int part) {
        return messages > limits.queueMessages() / part || bytes > limits.queueBytes() / part;
    }

    /** See {@link Outbox#holdNanos}. Asked for every message, so mostly answered without the lock. */
    long holdNanos(Object lock, Runnable resume) {
        if (state != State.HOLDING) {
            return 0;
        }
        synchronized (lock) {
            if (state != State.HOLDING) {
                return 0;
            }
            long now = System.nanoTime();
            long left = heldUntil - now;
            if (left > 0) {
                held.add(resume);
                return left;
            }
            state = State.TOO_SLOW;
            countAnew(now);
            return 0;
        }
    }
}
