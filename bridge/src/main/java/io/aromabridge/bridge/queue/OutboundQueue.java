package io.aromabridge.bridge.queue;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What waits for one link, in order. Any thread appends; one link reads. A message leaves only when the other side has
 * acknowledged it, or by the drop policy, which never takes one in flight.
 */
public interface OutboundQueue extends AutoCloseable {
    /**
     * One message that was read.
     *
     * @param position grows with each append; names the entry
     */
    record InFlightMessage(long position, QueuedMessage outbound) {}

    /**
     * Adds a message at the end, or drops by policy. Never blocks for long.
     *
     * @return completes when the queue answers for the message, also if policy dropped it; exceptionally if it could
     *     not be taken at all
     */
    CompletionStage<Void> append(QueuedMessage outbound);

    /** Asked of a message before it leaves; called under the queue's lock. */
    @FunctionalInterface
    interface Gate {
        /** Lets all pass. */
        Gate OPEN = (bytes, backlog) -> true;

        /**
         * Whether it may leave now. If so, it does, or is given up.
         *
         * @param bytes of its topic and payload
         * @param backlog whether it waited while the link was down, or waits behind one that did
         */
        boolean mayPass(int bytes, boolean backlog);
    }

    /** The next entry that passes the gate, which is in flight from now on; empty if none waits, or none passes. */
    Optional<InFlightMessage> next(Gate gate);

    /** The next entry, which is in flight from now on; empty if none waits. */
    default Optional<InFlightMessage> next() {
        return next(Gate.OPEN);
    }

    /** The other side has this entry: it leaves. A position that is not in flight is ignored. */
    void acknowledged(long position);

    /** This entry, if it is in flight, is given up, and not sent again. */
    void giveUp(long position, DropReason reason);

    /** The link is up: what is appended from now on can be sent at once. */
    void online();

    /** The link broke: everything in flight waits again, in front and in order. */
    void rewind();

    /** Sets a listener that is called, from any thread, when there may be something to read. One at a time; it must be quick. */
    void onAvailable(Runnable signal);

    /**
     * The thread of the link that reads it: from now on what comes may be taken in there, if that waits for nothing. A
     * link that shares this thread with those who append costs no wake-up of another.
     */
    default void near(ScheduledExecutorService thread) {}

    /** That thread ends: nothing is done there any more. */
    default void far() {}

    /** What keeps it from keeping what comes, for a person; empty if nothing does. */
    default Optional<String> problem() {
        return Optional.empty();
    }

    /** What it has seen and holds. */
    QueueCounters counters();

    @Override
    void close();
}
