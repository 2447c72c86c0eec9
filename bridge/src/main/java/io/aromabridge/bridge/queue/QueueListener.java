package io.aromabridge.bridge.queue;

/**
 * Hears of each step of the messages of a queue, in the order in which it happens. Called under the queue's lock: it
 * must be quick and may not call back.
 */
public interface QueueListener {
    /** It waits. */
    void queued(QueuedMessage outbound);

    /** It was handed to the link, perhaps again. */
    void inFlight(QueuedMessage outbound);

    /** The other side has it. */
    void forwarded(QueuedMessage outbound);

    /** It was given up. */
    void dropped(QueuedMessage outbound, DropReason reason);
}
